// The XML that an eSCL scanner says and hears (Mopria eSCL 2.63). Pure; no I/O.
#pragma once

#include <string>
#include <string_view>

namespace drivers::emulation {

/// What a scanner is asked for in POST ScanJobs. Lengths in 1/300 inch.
struct EsclJob {
  int width = 2480;
  int height = 3508;
  int resolution = 300;
  bool colour = false;
  bool feeder = false;
};

/// A glass of A4 and a feeder, 100 to 600 dots an inch, grey and colour, JPEG.
std::string escl_capabilities(std::string_view model);
/// `state`: Idle, Processing, Stopped; `feeder`: ScannerAdfEmpty, ScannerAdfLoaded, ScannerAdfJam, ….
std::string escl_status(std::string_view state, std::string_view feeder);
/// Fields that are missing or out of reason keep their default.
EsclJob parse_escl_job(std::string_view settings);

}  // namespace drivers::emulation
