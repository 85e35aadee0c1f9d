// Carries the precompiled headers: CMake builds them only for a target with a source that uses them.
