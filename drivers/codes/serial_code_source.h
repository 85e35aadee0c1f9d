// SerialCodeSource: a code reader on a serial line (UART or USB CDC).
#pragma once

#include <memory>
#include <vector>

#include "drivers/codes/code_assembler.h"
#include "drivers/codes/code_reader_model.h"
#include "drivers/codes/code_source.h"
#include "drivers/transport/transport.h"

namespace drivers::codes {

/// The clock must outlive it.
class SerialCodeSource final : public CodeSource {
 public:
  SerialCodeSource(std::unique_ptr<transport::Transport> transport, CodeReaderModel model,
                   const kiosk::base::Clock& clock);

  kiosk::base::Status open() override { return transport_->open(); }
  void close() override;
  bool is_open() const override { return transport_->is_open(); }
  kiosk::base::Status begin(const ReadLimit& limit) override;
  kiosk::base::Result<contract::ScannedCode> next(const ReadLimit& limit) override;
  void end() override;
  kiosk::base::Status drop_stale() override;
  std::string model() const override { return model_.name; }

 private:
  kiosk::base::Status read_burst(const ReadLimit& limit);

  std::unique_ptr<transport::Transport> transport_;
  CodeReaderModel model_;
  const kiosk::base::Clock& clock_;
  CodeAssembler assembler_;
  bool mid_code_ = false;  ///< part of a code was dropped: its rest is none
};

}  // namespace drivers::codes
