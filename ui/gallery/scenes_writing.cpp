// Every way of writing, in the middle of a word.
#include "ui/gallery/stage.h"

namespace ui::gallery {
namespace {

const std::string kMode = "keyboard.mode.";

flow::Session blank_text(const std::string& field) {
  flow::Session session = session_in("GA-03", flow::StepKind::Form);
  session.answers.clear();
  for (std::size_t i = 0; i < session.service->form.size(); ++i) {
    if (session.service->form[i].id.value == field) session.question = i;
  }
  return session;
}

/// Switches to the mode and touches keys by the ends of their ids.
std::function<void(Stage&)> written_by(const std::string& mode, std::vector<std::string> keys) {
  return [mode, keys = std::move(keys)](Stage& stage) {
    stage.touch(kMode + mode);
    for (const std::string& key : keys) stage.touch("keyboard." + key);
  };
}

/// 十 with two strokes of a finger.
void write_ten(Stage& stage) {
  stage.touch(kMode + "handwriting");
  const toolkit::Node* pad = stage.host.tree().find("writing-pad");
  if (pad == nullptr) return;
  const toolkit::Rect area = pad->bounds;
  const auto stroke = [&](toolkit::Point from, toolkit::Point to) {
    const auto at = [&](float share) {
      return toolkit::Point{area.x + area.w * 0.2F + area.w * 0.6F * (from.x + (to.x - from.x) * share),
                            area.y + area.h * (from.y + (to.y - from.y) * share)};
    };
    stage.host.input().finger_down(1, at(0));
    for (int i = 1; i <= 20; ++i) stage.host.input().finger_move(1, at(static_cast<float>(i) / 20.F));
    stage.host.input().finger_up(1, at(1));
    stage.draw();
  };
  stroke({0.1F, 0.45F}, {0.9F, 0.43F});
  stroke({0.5F, 0.1F}, {0.5F, 0.9F});
}

}  // namespace

void add_writing(std::vector<Scene>& scenes) {
  const flow::Session house = blank_text("house");
  const flow::Session name = blank_text("landlord_name");
  const auto add = [&scenes](const std::string& what, const flow::Session& session,
                             std::function<void(Stage&)> touches) {
    scenes.push_back({"write-" + what, session, {}, false, std::move(touches)});
  };
  add("pinyin", house, written_by("pinyin", {"q", "i", "a", "o", "t", "o", "u", "l", "u"}));
  add("pinyin-empty", house, written_by("pinyin", {}));
  add("name", name, written_by("pinyin", {"z", "h", "a", "n", "g"}));
  add("nine", house, written_by("nine", {"9", "4", "2", "6"}));
  add("strokes", house, written_by("strokes", {"h", "s", "p", "n"}));
  add("radicals", name, written_by("rare", {"3"}));
  add("radical-chosen", name, written_by("rare", {"9", "candidate0", "9"}));
  add("code", name, written_by("rare", {"by-code", "2", "C", "C", "5", "6"}));
  add("latin", house, written_by("latin", {"shift", "A"}));
  add("digits", house, written_by("digits", {"1", "2", "号"}));
  add("symbols", house, written_by("symbols", {}));
  add("handwriting", name, write_ten);
  add("handwriting-empty", name, written_by("handwriting", {}));
}

}  // namespace ui::gallery
