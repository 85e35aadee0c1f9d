// Overloaded: a visitor put together from lambdas, for std::visit.
#pragma once

namespace kiosk::base {

template <class... Ts>
struct Overloaded : Ts... {
  using Ts::operator()...;
};
template <class... Ts>
Overloaded(Ts...) -> Overloaded<Ts...>;

}  // namespace kiosk::base
