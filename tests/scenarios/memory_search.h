// Search of a running process's memory and of files for byte sequences that must not be there.
#pragma once

#include <sys/types.h>

#include <filesystem>
#include <string>
#include <vector>

#include "kiosk/base/result.h"

namespace kiosk::scenarios {

/// One form of one canary: what it is, and the bytes.
struct Trace {
  std::string name;
  std::string bytes;
};

/// UTF-8, UTF-16LE, UTF-32LE and GB18030 of one text; forms with equal bytes once.
std::vector<Trace> forms_of(const std::string& name, const std::string& text);

struct Hit {
  std::string trace;
  std::string where;   ///< file and offset, or mapping and address
  std::string around;  ///< the bytes there, unprintable ones as dots
};

struct SearchReport {
  std::size_t bytes = 0;  ///< that were searched
  std::vector<Hit> hits;
};

/// The whole file, or every regular file below the folder; adds to the report.
void search_file(const std::filesystem::path& path, const std::vector<Trace>& traces, SearchReport& report);
void search_folder(const std::filesystem::path& folder, const std::vector<Trace>& traces,
                   SearchReport& report);

/// Every mapping of the process that is writable or belongs to no file, as a core image would hold it, and
/// also what is kept out of core images on purpose. Needs the right to trace the process: it is our child
/// and we are root, or the kernel allows it. PermissionDenied otherwise.
base::Result<SearchReport> search_memory(pid_t pid, const std::vector<Trace>& traces);

}  // namespace kiosk::scenarios
