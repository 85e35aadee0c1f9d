// Options of an open SANE device, found by name and set within their constraints.
#pragma once

#include <sane/sane.h>

#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace drivers::scanning {

/// The options of one open device. They are numbered anew whenever one is set, so each call looks by name.
class SaneOptions {
 public:
  explicit SaneOptions(SANE_Handle handle) : handle_(handle) {}

  bool has(const std::string& name) const { return find(name).descriptor != nullptr; }
  SANE_Unit unit(const std::string& name) const;
  /// The largest value that a numeric option takes; `otherwise` when it has no range.
  double largest(const std::string& name, double otherwise) const;
  /// The current value of a numeric option, or `otherwise`.
  double number(const std::string& name, double otherwise) const;
  /// Sets a numeric option to the nearest value that its constraint allows.
  SANE_Status set_number(const std::string& name, double value);
  /// Sets a text option to the first of its choices that `fits`. SANE_STATUS_UNSUPPORTED when none does.
  SANE_Status choose(const std::string& name, const std::function<bool(std::string_view choice)>& fits);
  /// Sets any option from its text: "yes", "300", "SANE_STATUS_JAMMED".
  SANE_Status set_text(const std::string& name, const std::string& value);

 private:
  struct Found {
    SANE_Int index = 0;
    const SANE_Option_Descriptor* descriptor = nullptr;
  };
  Found find(const std::string& name) const;
  SANE_Status set_string(const Found& option, const std::string& value);

  SANE_Handle handle_;
};

}  // namespace drivers::scanning
