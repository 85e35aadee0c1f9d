// Walking option descriptors and converting values.
#include "drivers/scanning/worker/sane_options.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <cstring>

namespace drivers::scanning {
namespace {

double to_double(const SANE_Option_Descriptor& option, SANE_Word word) {
  return option.type == SANE_TYPE_FIXED ? SANE_UNFIX(word) : word;
}

SANE_Word to_word(const SANE_Option_Descriptor& option, double value) {
  const double scaled = option.type == SANE_TYPE_FIXED ? value * (1 << SANE_FIXED_SCALE_SHIFT) : value;
  return static_cast<SANE_Word>(std::lround(std::clamp(scaled, -2147483647.0, 2147483647.0)));
}

bool is_number(const SANE_Option_Descriptor& option) {
  const bool numeric = option.type == SANE_TYPE_INT || option.type == SANE_TYPE_FIXED;
  return numeric && option.size == static_cast<SANE_Int>(sizeof(SANE_Word));
}

SANE_Word nearest_allowed(const SANE_Option_Descriptor& option, SANE_Word wanted) {
  if (option.constraint_type == SANE_CONSTRAINT_RANGE) {
    const SANE_Range& range = *option.constraint.range;
    const SANE_Word inside = std::clamp(wanted, range.min, range.max);
    if (range.quant <= 0) return inside;
    const auto steps = std::lround(static_cast<double>(inside - range.min) / range.quant);
    const SANE_Word snapped = range.min + static_cast<SANE_Word>(steps) * range.quant;
    return snapped > range.max ? snapped - range.quant : snapped;
  }
  if (option.constraint_type != SANE_CONSTRAINT_WORD_LIST || option.constraint.word_list[0] < 1)
    return wanted;
  const SANE_Word* list = option.constraint.word_list;
  const auto distance = [wanted](SANE_Word word) { return std::abs(static_cast<double>(word) - wanted); };
  return *std::min_element(list + 1, list + 1 + list[0],
                           [&distance](SANE_Word a, SANE_Word b) { return distance(a) < distance(b); });
}

}  // namespace

SaneOptions::Found SaneOptions::find(const std::string& name) const {
  SANE_Int count = 0;
  if (sane_control_option(handle_, 0, SANE_ACTION_GET_VALUE, &count, nullptr) != SANE_STATUS_GOOD) return {};
  for (SANE_Int index = 1; index < count; ++index) {
    const SANE_Option_Descriptor* option = sane_get_option_descriptor(handle_, index);
    if (option == nullptr || option->name == nullptr || name != option->name) continue;
    return SANE_OPTION_IS_ACTIVE(option->cap) ? Found{index, option} : Found{};
  }
  return {};
}

SANE_Unit SaneOptions::unit(const std::string& name) const {
  const Found option = find(name);
  return option.descriptor == nullptr ? SANE_UNIT_NONE : option.descriptor->unit;
}

double SaneOptions::largest(const std::string& name, double otherwise) const {
  const Found option = find(name);
  if (option.descriptor == nullptr || option.descriptor->constraint_type != SANE_CONSTRAINT_RANGE)
    return otherwise;
  return to_double(*option.descriptor, option.descriptor->constraint.range->max);
}

double SaneOptions::number(const std::string& name, double otherwise) const {
  const Found option = find(name);
  if (option.descriptor == nullptr || !is_number(*option.descriptor)) return otherwise;
  SANE_Word word = 0;
  const auto status = sane_control_option(handle_, option.index, SANE_ACTION_GET_VALUE, &word, nullptr);
  return status == SANE_STATUS_GOOD ? to_double(*option.descriptor, word) : otherwise;
}

SANE_Status SaneOptions::set_number(const std::string& name, double value) {
  const Found option = find(name);
  if (option.descriptor == nullptr || !is_number(*option.descriptor)) return SANE_STATUS_UNSUPPORTED;
  if (!SANE_OPTION_IS_SETTABLE(option.descriptor->cap)) return SANE_STATUS_UNSUPPORTED;
  SANE_Word word = nearest_allowed(*option.descriptor, to_word(*option.descriptor, value));
  return sane_control_option(handle_, option.index, SANE_ACTION_SET_VALUE, &word, nullptr);
}

SANE_Status SaneOptions::choose(const std::string& name, const std::function<bool(std::string_view)>& fits) {
  const Found option = find(name);
  if (option.descriptor == nullptr || option.descriptor->type != SANE_TYPE_STRING ||
      option.descriptor->constraint_type != SANE_CONSTRAINT_STRING_LIST) {
    return SANE_STATUS_UNSUPPORTED;
  }
  for (const SANE_String_Const* choice = option.descriptor->constraint.string_list; *choice != nullptr;
       ++choice) {
    if (fits(*choice)) return set_string(option, *choice);
  }
  return SANE_STATUS_UNSUPPORTED;
}

SANE_Status SaneOptions::set_string(const Found& option, const std::string& value) {
  const auto size = static_cast<std::size_t>(std::max(option.descriptor->size, 1));
  if (value.size() + 1 > size) return SANE_STATUS_INVAL;
  std::vector<char> text(size, '\0');
  std::copy(value.begin(), value.end(), text.begin());
  return sane_control_option(handle_, option.index, SANE_ACTION_SET_VALUE, text.data(), nullptr);
}

SANE_Status SaneOptions::set_text(const std::string& name, const std::string& value) {
  const Found option = find(name);
  if (option.descriptor == nullptr || !SANE_OPTION_IS_SETTABLE(option.descriptor->cap))
    return SANE_STATUS_UNSUPPORTED;
  switch (option.descriptor->type) {
    case SANE_TYPE_STRING: return set_string(option, value);
    case SANE_TYPE_BOOL: {
      if (value != "yes" && value != "no") return SANE_STATUS_INVAL;
      SANE_Bool flag = value == "yes" ? SANE_TRUE : SANE_FALSE;
      return sane_control_option(handle_, option.index, SANE_ACTION_SET_VALUE, &flag, nullptr);
    }
    case SANE_TYPE_INT:
    case SANE_TYPE_FIXED: {
      char* end = nullptr;
      const double number = std::strtod(value.c_str(), &end);
      return end == value.c_str() || *end != '\0' ? SANE_STATUS_INVAL : set_number(name, number);
    }
    default: return SANE_STATUS_UNSUPPORTED;
  }
}

}  // namespace drivers::scanning
