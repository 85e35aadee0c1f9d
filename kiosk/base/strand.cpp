// The thread under a strand.
#include "kiosk/base/strand.h"

#include <pthread.h>

#include <future>
#include <memory>

namespace kiosk::base {

Strand::Strand(std::string name, const Clock& clock)
    : name_(std::move(name)), queue_(clock), thread_([this] { run(); }) {}

Strand::~Strand() { stop(); }

void Strand::flush() {
  // Shared with the strand: it may still be inside `set_value` when the waiting side goes on.
  const auto reached = std::make_shared<std::promise<void>>();
  auto future = reached->get_future();
  post([reached] { reached->set_value(); });
  future.wait();
}

void Strand::stop() {
  queue_.close();
  if (thread_.joinable()) thread_.join();
}

void Strand::finish() {
  if (thread_.joinable()) flush();
  stop();
}

void Strand::run() {
  pthread_setname_np(pthread_self(), name_.substr(0, 15).c_str());
  while (auto task = queue_.wait_pop()) (*task)();
}

}  // namespace kiosk::base
