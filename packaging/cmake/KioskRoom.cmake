# kiosk_room: one folder = one static library; kiosk_program: one program; kiosk_tests: one test executable.

# Turns the current folder into the target that is named after it (kiosk/base -> kiosk_base).
function(kiosk_room)
  cmake_parse_arguments(ROOM "" "" "DEPENDS;LIBRARIES" ${ARGN})
  kiosk_target_name(target)
  file(GLOB sources CONFIGURE_DEPENDS *.cpp)
  file(GLOB headers CONFIGURE_DEPENDS *.h)
  if(sources)
    add_library(${target} STATIC ${sources})
    set(scope PUBLIC)
  else()
    add_library(${target} INTERFACE)
    set(scope INTERFACE)
  endif()
  # A header with a source is compiled alone there: it is the source's first include (tests/architecture).
  foreach(source ${sources})
    cmake_path(REPLACE_EXTENSION source LAST_ONLY h)
    list(REMOVE_ITEM headers ${source})
  endforeach()
  target_sources(${target} ${scope} FILE_SET HEADERS BASE_DIRS ${CMAKE_SOURCE_DIR} FILES ${headers})
  target_link_libraries(${target} ${scope} kiosk_flags ${ROOM_DEPENDS} ${ROOM_LIBRARIES})
endfunction()

# A program from the named sources of the current folder.
function(kiosk_program name)
  cmake_parse_arguments(PROGRAM "" "" "SOURCES;DEPENDS" ${ARGN})
  add_executable(${name} ${PROGRAM_SOURCES})
  target_link_libraries(${name} PRIVATE kiosk_flags ${PROGRAM_DEPENDS})
  set_target_properties(${name} PROPERTIES RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/bin)
endfunction()

# The tests of one room: every *.cpp of the current folder in one executable; LAUNCHER: a program that runs it.
function(kiosk_tests)
  cmake_parse_arguments(TESTS "" "LABEL;LAUNCHER" "DEPENDS" ${ARGN})
  kiosk_target_name(target)
  file(GLOB sources CONFIGURE_DEPENDS *.cpp)
  add_executable(${target} ${sources})
  target_link_libraries(${target} PRIVATE kiosk_flags tests_support ${TESTS_DEPENDS})
  target_precompile_headers(${target} REUSE_FROM tests_support)
  add_test(NAME ${target} COMMAND ${TESTS_LAUNCHER} $<TARGET_FILE:${target}> --log_level=error)
  set_tests_properties(${target} PROPERTIES TIMEOUT 300 WORKING_DIRECTORY ${CMAKE_SOURCE_DIR} LABELS "${TESTS_LABEL}")
  # Devices answer within milliseconds or count as mute: their tests get the machine for themselves.
  if(target MATCHES "_drivers_")
    set_tests_properties(${target} PROPERTIES RUN_SERIAL ON)
  endif()
endfunction()

# The current folder's path from the root with underscores: the name of its target.
function(kiosk_target_name result)
  cmake_path(RELATIVE_PATH CMAKE_CURRENT_SOURCE_DIR BASE_DIRECTORY ${CMAKE_SOURCE_DIR} OUTPUT_VARIABLE path)
  string(REPLACE "/" "_" name ${path})
  set(${result} ${name} PARENT_SCOPE)
endfunction()

# Adds every folder below this one, at any depth, that has a CMakeLists.txt of its own; the named ones first.
function(kiosk_add_folders)
  cmake_parse_arguments(ADD "" "" "FIRST" ${ARGN})
  file(GLOB_RECURSE lists CONFIGURE_DEPENDS RELATIVE ${CMAKE_CURRENT_SOURCE_DIR} */CMakeLists.txt)
  list(TRANSFORM lists REPLACE "/CMakeLists.txt$" "" OUTPUT_VARIABLE folders)
  list(PREPEND folders ${ADD_FIRST})
  list(REMOVE_DUPLICATES folders)
  foreach(folder ${folders})
    add_subdirectory(${folder})
  endforeach()
endfunction()
