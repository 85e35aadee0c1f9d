// What a photo decoder may do: compute, read files, write to its pipe; nothing else. For this process and all
// that it executes; it cannot be undone.
#pragma once

namespace drivers::id_card {

/// Small limits for time, memory, files and core dumps; dies with its parent.
bool limit_resources();
/// A network of its own with nothing in it, where the kernel lets us make one. (forbid_calls() takes the
/// network away in any case.)
void leave_network();
/// No file or folder can be made, changed or removed (Landlock); /dev/null may be written to.
bool forbid_writing();
/// No sockets, no further processes, no signals to others, no look into others (seccomp). Threads are free.
bool forbid_calls();

}  // namespace drivers::id_card
