// Limits, Landlock, seccomp.
#include "drivers/id_card/sandbox/confinement.h"

#include <fcntl.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/landlock.h>
#include <linux/seccomp.h>
#include <sched.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "kiosk/base/file.h"

namespace drivers::id_card {
namespace {

#if defined(__x86_64__)
constexpr std::uint32_t kArchitecture = AUDIT_ARCH_X86_64;
/// Calls of the x32 form have this bit; they would slip past the numbers below.
constexpr std::uint32_t kForeignCalls = 0x40000000;
#elif defined(__aarch64__)
constexpr std::uint32_t kArchitecture = AUDIT_ARCH_AARCH64;
constexpr std::uint32_t kForeignCalls = 0xFFFFFFFF;
#else
#error "the photo sandbox knows x86-64 and arm64"
#endif

constexpr std::uint32_t kForbidden[] = {
    __NR_socket,
    __NR_socketpair,
    __NR_io_uring_setup,
    __NR_ptrace,
    __NR_process_vm_readv,
    __NR_process_vm_writev,
    __NR_truncate,
    __NR_kill,
    __NR_tkill,
    __NR_rt_sigqueueinfo,
    __NR_rt_tgsigqueueinfo,
    __NR_pidfd_send_signal,
    __NR_pidfd_getfd,
    __NR_unshare,
    __NR_setns,
    __NR_mount,
    __NR_bpf,
    __NR_keyctl,
#if defined(__x86_64__)
    __NR_fork,
    __NR_vfork,
#endif
};

using Filter = std::vector<sock_filter>;

void statement(Filter& filter, unsigned code, std::uint32_t value) {
  filter.push_back({static_cast<std::uint16_t>(code), 0, 0, value});
}

void jump(Filter& filter, unsigned test, std::uint32_t value, std::uint8_t if_true, std::uint8_t if_false) {
  filter.push_back({static_cast<std::uint16_t>(BPF_JMP | test | BPF_K), if_true, if_false, value});
}

void load(Filter& filter, std::size_t offset) {
  statement(filter, BPF_LD | BPF_W | BPF_ABS, static_cast<std::uint32_t>(offset));
}

void refuse(Filter& filter, std::uint32_t number) {
  statement(filter, BPF_RET | BPF_K, SECCOMP_RET_ERRNO | number);
}

/// Refuses `call` when its first argument fails the test; the call's number is loaded before and after.
void refuse_unless(Filter& filter, std::uint32_t call, unsigned test, std::uint32_t value) {
  jump(filter, BPF_JEQ, call, 0, 4);
  load(filter, offsetof(seccomp_data, args));
  jump(filter, test, value, 1, 0);
  refuse(filter, EPERM);
  load(filter, offsetof(seccomp_data, nr));
}

Filter make_filter() {
  Filter filter;
  load(filter, offsetof(seccomp_data, arch));
  jump(filter, BPF_JEQ, kArchitecture, 1, 0);
  statement(filter, BPF_RET | BPF_K, SECCOMP_RET_KILL_PROCESS);
  load(filter, offsetof(seccomp_data, nr));
  jump(filter, BPF_JGE, kForeignCalls, 0, 1);
  refuse(filter, ENOSYS);
  for (const std::uint32_t call : kForbidden) {
    jump(filter, BPF_JEQ, call, 0, 1);
    refuse(filter, EPERM);
  }
  // The C library then takes clone, whose flags a filter can see.
  jump(filter, BPF_JEQ, __NR_clone3, 0, 1);
  refuse(filter, ENOSYS);
  refuse_unless(filter, __NR_clone, BPF_JSET, CLONE_THREAD);
  // abort() signals its own process.
  refuse_unless(filter, __NR_tgkill, BPF_JEQ, static_cast<std::uint32_t>(getpid()));
  statement(filter, BPF_RET | BPF_K, SECCOMP_RET_ALLOW);
  return filter;
}

bool limit(__rlimit_resource resource, rlim_t most) {
  const rlimit value{most, most};
  return setrlimit(resource, &value) == 0;
}

}  // namespace

bool limit_resources() {
  // One byte: 0 would still feed a core to a program that the kernel pipes cores to.
  return limit(RLIMIT_CORE, 1) && limit(RLIMIT_CPU, 3) && limit(RLIMIT_AS, 256U << 20) &&
         limit(RLIMIT_FSIZE, 0) && limit(RLIMIT_NOFILE, 32) && prctl(PR_SET_PDEATHSIG, SIGKILL) == 0;
}

void leave_network() {
  if (unshare(CLONE_NEWNET) != 0) unshare(CLONE_NEWUSER | CLONE_NEWNET);
}

bool forbid_writing() {
  landlock_ruleset_attr rules{};
  rules.handled_access_fs = LANDLOCK_ACCESS_FS_WRITE_FILE | LANDLOCK_ACCESS_FS_REMOVE_DIR |
                            LANDLOCK_ACCESS_FS_REMOVE_FILE | LANDLOCK_ACCESS_FS_MAKE_CHAR |
                            LANDLOCK_ACCESS_FS_MAKE_DIR | LANDLOCK_ACCESS_FS_MAKE_REG |
                            LANDLOCK_ACCESS_FS_MAKE_SOCK | LANDLOCK_ACCESS_FS_MAKE_FIFO |
                            LANDLOCK_ACCESS_FS_MAKE_BLOCK | LANDLOCK_ACCESS_FS_MAKE_SYM;
  const kiosk::base::UniqueFd ruleset(
      static_cast<int>(syscall(__NR_landlock_create_ruleset, &rules, sizeof rules, 0U)));
  const kiosk::base::UniqueFd nothing(open("/dev/null", O_PATH | O_CLOEXEC));
  if (!ruleset || !nothing) return false;
  const landlock_path_beneath_attr may_discard{LANDLOCK_ACCESS_FS_WRITE_FILE, nothing.get()};
  return syscall(__NR_landlock_add_rule, ruleset.get(), LANDLOCK_RULE_PATH_BENEATH, &may_discard, 0U) == 0 &&
         prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 &&
         syscall(__NR_landlock_restrict_self, ruleset.get(), 0U) == 0;
}

bool forbid_calls() {
  Filter filter = make_filter();
  const sock_fprog program{static_cast<unsigned short>(filter.size()), filter.data()};
  return prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 &&
         prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program, 0, 0) == 0;
}

}  // namespace drivers::id_card
