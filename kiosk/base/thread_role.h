// Names of threads as compile-time capabilities: Clang's -Wthread-safety refuses a call from the wrong one.
#pragma once

#if defined(__clang__)
#define KIOSK_THREAD_ATTRIBUTE(x) __attribute__((x))
#else
#define KIOSK_THREAD_ATTRIBUTE(x)
#endif

#define KIOSK_CAPABILITY(name) KIOSK_THREAD_ATTRIBUTE(capability(name))
/// On a function: may only be called on the thread of that role.
#define KIOSK_ON(role) KIOSK_THREAD_ATTRIBUTE(requires_capability(role))
/// On a data member: belongs to the thread of that role.
#define KIOSK_OWNED_BY(role) KIOSK_THREAD_ATTRIBUTE(guarded_by(role))
#define KIOSK_GUARDED_BY(mutex) KIOSK_THREAD_ATTRIBUTE(guarded_by(mutex))

namespace kiosk::base {

/// A thread's role. There is no object to lock: a function that starts a thread's work asserts the role once.
class KIOSK_CAPABILITY("thread role") ThreadRole {
 public:
  /// Tells the compiler that the calling function runs on this role's thread.
  void assert_here() const KIOSK_THREAD_ATTRIBUTE(assert_capability(this)) {}
};

/// The thread of SDL events, ImGui and the flow engine.
inline constexpr ThreadRole kMainThread;
/// The only thread that touches SQLite.
inline constexpr ThreadRole kStorageThread;
/// The only thread that touches curl.
inline constexpr ThreadRole kNetworkThread;
/// A device's own strand.
inline constexpr ThreadRole kDeviceThread;

}  // namespace kiosk::base
