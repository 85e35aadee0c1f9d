// Nothing but the precompiled headers: CMake makes them only for a target with a source that uses them.
