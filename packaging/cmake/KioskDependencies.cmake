# Every foreign library, found once and given a target that rooms link by name.
find_package(PkgConfig REQUIRED)
find_package(Threads REQUIRED)
find_package(OpenSSL REQUIRED)
find_package(CURL REQUIRED)
find_package(SQLite3 REQUIRED)
find_package(Boost REQUIRED COMPONENTS program_options unit_test_framework)
find_package(nlohmann_json REQUIRED)
find_package(tl-expected REQUIRED)

pkg_check_modules(SDL2 REQUIRED IMPORTED_TARGET sdl2)
pkg_check_modules(IMGUI REQUIRED IMPORTED_TARGET imgui)
pkg_check_modules(NGHTTP2 REQUIRED IMPORTED_TARGET libnghttp2)
pkg_check_modules(PANGOCAIRO REQUIRED IMPORTED_TARGET pangocairo pangoft2 cairo-pdf fontconfig)
# Its -pthread would define _REENTRANT, and the tests' precompiled headers would not fit any more; glibc needs no flag.
set_property(TARGET PkgConfig::PANGOCAIRO PROPERTY INTERFACE_COMPILE_OPTIONS "")
pkg_check_modules(QRENCODE REQUIRED IMPORTED_TARGET libqrencode)
pkg_check_modules(PCSCLITE REQUIRED IMPORTED_TARGET libpcsclite)
# Its -pthread: as above.
set_property(TARGET PkgConfig::PCSCLITE PROPERTY INTERFACE_COMPILE_OPTIONS "")
pkg_check_modules(GPIOD REQUIRED IMPORTED_TARGET libgpiod)
pkg_check_modules(LIBUSB REQUIRED IMPORTED_TARGET libusb-1.0)
pkg_check_modules(RIME REQUIRED IMPORTED_TARGET rime)
pkg_check_modules(SANE REQUIRED IMPORTED_TARGET sane-backends)
pkg_check_modules(TSS2 REQUIRED IMPORTED_TARGET tss2-esys tss2-mu tss2-tctildr)
pkg_check_modules(TURBOJPEG REQUIRED IMPORTED_TARGET libturbojpeg)
# Comes with SDL's development files; only the screen's benchmark looks at an X server itself.
pkg_check_modules(XCB REQUIRED IMPORTED_TARGET xcb)
pkg_check_modules(ZINNIA REQUIRED IMPORTED_TARGET zinnia)
find_package(Cups REQUIRED)
# Only tests need it: without it the tests of drivers at the USB level are skipped and say so.
pkg_check_modules(UMOCKDEV IMPORTED_TARGET umockdev-1.0)
if(UMOCKDEV_FOUND)
  # For the same reason as above.
  set_property(TARGET PkgConfig::UMOCKDEV PROPERTY INTERFACE_COMPILE_OPTIONS "")
endif()

# valijson's headers warn under our flags: take them as system headers.
find_path(VALIJSON_INCLUDE_DIR valijson/validator.hpp REQUIRED)
add_library(kiosk_valijson INTERFACE)
target_include_directories(kiosk_valijson SYSTEM INTERFACE ${VALIJSON_INCLUDE_DIR})
