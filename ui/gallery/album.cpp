// Pictures in folders, and the page that shows them.
#include "ui/gallery/album.h"

#include <array>

#include "kiosk/base/file.h"
#include "ui/gallery/stage.h"
#include "ui/toolkit/gallery.h"

namespace ui::gallery {
namespace {

constexpr std::array kWidgetThemes{"default", "high-contrast", "night"};
constexpr std::array kWidgetSizes{toolkit::TextSize::Standard, toolkit::TextSize::Largest};

constexpr const char* kAlbumHead =
    "<!doctype html><meta charset=\"utf-8\"><title>Gallery</title>\n"
    "<style>body{font:16px sans-serif;margin:2em}figure{display:inline-block;margin:.5em}"
    "img{height:420px;border:1px solid #bbb}figcaption{font-size:13px}</style>\n<h1>Gallery</h1>\n";

class Album {
 public:
  explicit Album(std::filesystem::path folder) : folder_(std::move(folder)) {}

  base::Status add_widgets() {
    chapter("widgets");
    Stage stage;
    toolkit::Gallery pages;
    for (const char* theme : kWidgetThemes) {
      for (const toolkit::TextSize size : kWidgetSizes) {
        stage.host.set_settings({theme, size, true});
        for (pages.page = 0; pages.page < toolkit::kGalleryPages; ++pages.page) {
          stage.host.frame([&](toolkit::Ui& ui) { draw_gallery(ui, pages); });
          const std::string name = std::string(theme) + "-" + std::to_string(static_cast<int>(size)) + "-" +
                                   std::to_string(pages.page);
          if (auto kept = keep(stage, "widgets", name); !kept) return kept;
        }
      }
    }
    return {};
  }

  base::Status add_screens(const Look& look) {
    chapter(look.name);
    Stage stage(look.landscape);
    stage.terminal.reduced_motion = true;
    stage.with_input_methods();
    stage.prefer(look.preferences);
    for (const Scene& scene : all_scenes()) {
      stage.play(scene);
      if (auto kept = keep(stage, look.name, scene.name); !kept) return kept;
    }
    return {};
  }

  base::Result<AlbumCount> finish() {
    if (auto written = base::write_file_atomically(folder_ / "index.html", kAlbumHead + body_); !written) {
      return tl::unexpected(written.error());
    }
    return count_;
  }

 private:
  void chapter(const std::string& name) { body_ += "<h2>" + name + "</h2>\n"; }

  base::Status keep(Stage& stage, const std::string& chapter, const std::string& name) {
    if (auto made = base::make_folder(folder_ / chapter); !made) return made;
    const std::string file = chapter + "/" + name + ".png";
    body_ += "<figure><a href=\"" + file + "\"><img loading=\"lazy\" src=\"" + file + "\"></a><figcaption>" +
             name + "</figcaption></figure>\n";
    ++count_.pictures;
    return kiosk::typeset::write_png(folder_ / file, stage.host.capture());
  }

  std::filesystem::path folder_;
  std::string body_;
  AlbumCount count_;
};

}  // namespace

base::Result<AlbumCount> write_album(const std::filesystem::path& folder) {
  if (auto made = base::make_folder(folder); !made) return tl::unexpected(made.error());
  Album album(folder);
  if (auto added = album.add_widgets(); !added) return tl::unexpected(added.error());
  for (const Look& look : all_looks()) {
    if (auto added = album.add_screens(look); !added) return tl::unexpected(added.error());
  }
  return album.finish();
}

}  // namespace ui::gallery
