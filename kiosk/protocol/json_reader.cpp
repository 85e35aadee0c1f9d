// Checked access to the members of a JSON object.
#include "kiosk/protocol/json_reader.h"

namespace kiosk::protocol {

JsonReader::JsonReader(const base::Json& value, std::string pointer, FirstError& error)
    : value_(&value), pointer_(std::move(pointer)), error_(&error) {
  if (!value.is_object() && !error)
    error = base::Error{base::ErrorCode::InvalidData, "is not an object", pointer_};
}

bool JsonReader::has(std::string_view name) const {
  if (!value_->is_object()) return false;
  const auto found = value_->find(name);
  return found != value_->end() && !found->is_null();
}

const base::Json* JsonReader::member(std::string_view name) {
  if (has(name)) return &*value_->find(name);
  reject(name, "is missing");
  return nullptr;
}

void JsonReader::reject(std::string_view name, std::string_view reason) {
  if (*error_) return;
  *error_ =
      base::Error{base::ErrorCode::InvalidData, std::string(reason), pointer_ + "/" + std::string(name)};
}

std::string JsonReader::text(std::string_view name, std::size_t max, std::size_t min) {
  const base::Json* found = member(name);
  if (found == nullptr) return {};
  if (!found->is_string()) return reject(name, "is not a string"), std::string();
  auto text = found->get<std::string>();
  if (text.size() < min || text.size() > max) return reject(name, "has a wrong length"), std::string();
  return text;
}

std::string JsonReader::optional_text(std::string_view name, std::size_t max) {
  return has(name) ? text(name, max, 0) : std::string();
}

std::int64_t JsonReader::integer(std::string_view name, std::int64_t min, std::int64_t max) {
  const base::Json* found = member(name);
  if (found == nullptr) return min;
  if (!found->is_number_integer()) return reject(name, "is not an integer"), min;
  const bool beyond = found->is_number_unsigned() && found->get<std::uint64_t>() > std::uint64_t{INT64_MAX};
  const std::int64_t number = beyond ? INT64_MAX : found->get<std::int64_t>();
  if (beyond || number < min || number > max) return reject(name, "is out of range"), min;
  return number;
}

std::optional<std::int64_t> JsonReader::optional_integer(std::string_view name, std::int64_t min,
                                                         std::int64_t max) {
  if (!has(name)) return std::nullopt;
  return integer(name, min, max);
}

bool JsonReader::boolean(std::string_view name) {
  const base::Json* found = member(name);
  if (found == nullptr) return false;
  if (!found->is_boolean()) return reject(name, "is not true or false"), false;
  return found->get<bool>();
}

std::vector<std::int64_t> JsonReader::integers(std::string_view name, std::int64_t min, std::int64_t max) {
  std::vector<std::int64_t> numbers;
  const base::Json* found = member(name);
  if (found == nullptr) return numbers;
  if (!found->is_array()) return reject(name, "is not an array"), numbers;
  for (const base::Json& item : *found) {
    const bool fits = item.is_number_integer() && item >= min && item <= max;
    const bool ascends = fits && (numbers.empty() || item > numbers.back());
    if (!ascends) return reject(name, "is not ascending integers in range"), std::vector<std::int64_t>{};
    numbers.push_back(item.get<std::int64_t>());
  }
  return numbers;
}

JsonReader JsonReader::object(std::string_view name) {
  static const base::Json kEmpty = base::Json::object();
  const base::Json* found = member(name);
  return {found != nullptr ? *found : kEmpty, pointer_ + "/" + std::string(name), *error_};
}

std::vector<JsonReader> JsonReader::objects(std::string_view name, std::size_t max) {
  std::vector<JsonReader> readers;
  const base::Json* found = member(name);
  if (found == nullptr) return readers;
  if (!found->is_array()) return reject(name, "is not an array"), readers;
  if (found->size() > max) return reject(name, "has too many items"), readers;
  for (std::size_t i = 0; i < found->size(); ++i) {
    readers.emplace_back((*found)[i], pointer_ + "/" + std::string(name) + "/" + std::to_string(i), *error_);
  }
  return readers;
}

base::IdempotencyKey read_key(JsonReader& reader) {
  const auto key = base::Uuid::parse(reader.text("idempotency_key", 36));
  if (!key) reader.reject("idempotency_key", "is not a UUID");
  return {key.value_or(base::Uuid{})};
}

}  // namespace kiosk::protocol
