// One GLES texture that holds the canvas (OpenGL ES 2.0; rectangles alone where GL_EXT_unpack_subimage is
// there).
#include <SDL.h>
#include <SDL_opengles2.h>

#include <array>

#include "ui/shell/presenter.h"

namespace ui::shell {

using kiosk::base::ErrorCode;
using kiosk::base::fail;
using toolkit::PixelRect;

namespace {

constexpr GLenum kUnpackRowLength = 0x0CF2;  // GL_UNPACK_ROW_LENGTH_EXT

constexpr const char* kVertexShader =
    "attribute vec2 corner; varying vec2 place;"
    "void main() { place = vec2(corner.x, corner.y); gl_Position = vec4(corner.x * 2.0 - 1.0,"
    " 1.0 - corner.y * 2.0, 0.0, 1.0); }";
// The canvas's bytes are blue, green, red, which GLES has no format for.
constexpr const char* kPixelShader =
    "precision mediump float; varying vec2 place; uniform sampler2D canvas;"
    "void main() { gl_FragColor = vec4(texture2D(canvas, place).bgr, 1.0); }";

/// The few functions that are used, asked for by name so that no GL library is linked.
struct Gles {
  template <class Function>
  static bool load(Function& function, const char* name) {
    function = reinterpret_cast<Function>(SDL_GL_GetProcAddress(name));
    return function != nullptr;
  }
  bool load_all() {
    return load(get_string, "glGetString") && load(gen_textures, "glGenTextures") &&
           load(bind_texture, "glBindTexture") && load(tex_parameter, "glTexParameteri") &&
           load(tex_image, "glTexImage2D") && load(tex_sub_image, "glTexSubImage2D") &&
           load(pixel_store, "glPixelStorei") && load(viewport, "glViewport") && load(clear, "glClear") &&
           load(clear_color, "glClearColor") && load(create_shader, "glCreateShader") &&
           load(shader_source, "glShaderSource") && load(compile_shader, "glCompileShader") &&
           load(create_program, "glCreateProgram") && load(attach_shader, "glAttachShader") &&
           load(bind_attribute, "glBindAttribLocation") && load(link_program, "glLinkProgram") &&
           load(get_program, "glGetProgramiv") && load(use_program, "glUseProgram") &&
           load(enable_attribute, "glEnableVertexAttribArray") &&
           load(attribute_pointer, "glVertexAttribPointer") && load(draw_arrays, "glDrawArrays") &&
           load(get_integer, "glGetIntegerv");
  }
  decltype(&glGetString) get_string = nullptr;
  decltype(&glGenTextures) gen_textures = nullptr;
  decltype(&glBindTexture) bind_texture = nullptr;
  decltype(&glTexParameteri) tex_parameter = nullptr;
  decltype(&glTexImage2D) tex_image = nullptr;
  decltype(&glTexSubImage2D) tex_sub_image = nullptr;
  decltype(&glPixelStorei) pixel_store = nullptr;
  decltype(&glViewport) viewport = nullptr;
  decltype(&glClear) clear = nullptr;
  decltype(&glClearColor) clear_color = nullptr;
  decltype(&glCreateShader) create_shader = nullptr;
  decltype(&glShaderSource) shader_source = nullptr;
  decltype(&glCompileShader) compile_shader = nullptr;
  decltype(&glCreateProgram) create_program = nullptr;
  decltype(&glAttachShader) attach_shader = nullptr;
  decltype(&glBindAttribLocation) bind_attribute = nullptr;
  decltype(&glLinkProgram) link_program = nullptr;
  decltype(&glGetProgramiv) get_program = nullptr;
  decltype(&glUseProgram) use_program = nullptr;
  decltype(&glEnableVertexAttribArray) enable_attribute = nullptr;
  decltype(&glVertexAttribPointer) attribute_pointer = nullptr;
  decltype(&glDrawArrays) draw_arrays = nullptr;
  decltype(&glGetIntegerv) get_integer = nullptr;
};

class TexturePresenter final : public Presenter {
 public:
  TexturePresenter(SDL_Window* window, const toolkit::Display& canvas)
      : window_(window), canvas_(canvas), context_(SDL_GL_CreateContext(window)) {}
  TexturePresenter(const TexturePresenter&) = delete;
  TexturePresenter& operator=(const TexturePresenter&) = delete;
  ~TexturePresenter() override {
    if (context_ != nullptr) SDL_GL_DeleteContext(context_);
  }

  kiosk::base::Status prepare();
  Placement placement() const override {
    int width = 0, height = 0;
    SDL_GL_GetDrawableSize(window_, &width, &height);
    return place_canvas(canvas_, width, height);
  }
  void present(const std::uint32_t* pixels, const std::vector<PixelRect>& damage) override;
  std::string words() const override {
    return std::string("one GLES texture (") + SDL_GetCurrentVideoDriver() + ", " + renderer_ +
           "), drawn by the CPU";
  }

 private:
  bool make_program();
  bool make_texture();
  void upload(const std::uint32_t* pixels, const PixelRect& rect);

  SDL_Window* window_;
  toolkit::Display canvas_;
  SDL_GLContext context_;
  Gles gl_;
  std::string renderer_;
  bool rows_apart_ = false;  ///< a rectangle's rows need not follow each other in memory
};

kiosk::base::Status TexturePresenter::prepare() {
  if (context_ == nullptr || !gl_.load_all())
    return fail(ErrorCode::Unavailable, std::string("No OpenGL ES: ") + SDL_GetError());
  SDL_GL_SetSwapInterval(1);
  const auto text = [this](GLenum name) {
    const auto* bytes = gl_.get_string(name);
    return std::string(bytes == nullptr ? "" : reinterpret_cast<const char*>(bytes));
  };
  renderer_ = text(GL_RENDERER);
  rows_apart_ = text(GL_VERSION).find("OpenGL ES 3") != std::string::npos ||
                SDL_GL_ExtensionSupported("GL_EXT_unpack_subimage") == SDL_TRUE;
  if (!make_program()) return fail(ErrorCode::Unavailable, "OpenGL ES refuses the shaders", renderer_);
  if (!make_texture())
    return fail(ErrorCode::Unavailable, "the canvas is too large for a texture", renderer_);
  return {};
}

bool TexturePresenter::make_program() {
  const GLuint program = gl_.create_program();
  const std::array<std::pair<GLenum, const char*>, 2> shaders{
      {{GL_VERTEX_SHADER, kVertexShader}, {GL_FRAGMENT_SHADER, kPixelShader}}};
  for (const auto& [kind, source] : shaders) {
    const GLuint shader = gl_.create_shader(kind);
    gl_.shader_source(shader, 1, &source, nullptr);
    gl_.compile_shader(shader);
    gl_.attach_shader(program, shader);
  }
  gl_.bind_attribute(program, 0, "corner");
  gl_.link_program(program);
  GLint linked = 0;
  gl_.get_program(program, GL_LINK_STATUS, &linked);
  gl_.use_program(program);
  return linked == GL_TRUE;
}

bool TexturePresenter::make_texture() {
  GLint largest = 0;
  gl_.get_integer(GL_MAX_TEXTURE_SIZE, &largest);
  if (largest < canvas_.width_px || largest < canvas_.height_px) return false;
  GLuint texture = 0;
  gl_.gen_textures(1, &texture);
  gl_.bind_texture(GL_TEXTURE_2D, texture);
  for (const GLenum filter : {GL_TEXTURE_MIN_FILTER, GL_TEXTURE_MAG_FILTER})
    gl_.tex_parameter(GL_TEXTURE_2D, filter, GL_LINEAR);
  for (const GLenum wrap : {GL_TEXTURE_WRAP_S, GL_TEXTURE_WRAP_T})
    gl_.tex_parameter(GL_TEXTURE_2D, wrap, GL_CLAMP_TO_EDGE);
  gl_.tex_image(GL_TEXTURE_2D, 0, GL_RGBA, canvas_.width_px, canvas_.height_px, 0, GL_RGBA, GL_UNSIGNED_BYTE,
                nullptr);
  return true;
}

void TexturePresenter::upload(const std::uint32_t* pixels, const PixelRect& rect) {
  // Without the extension whole rows are sent: those do follow each other.
  const PixelRect part = rows_apart_ ? rect : PixelRect{0, rect.y, canvas_.width_px, rect.h};
  if (rows_apart_) gl_.pixel_store(kUnpackRowLength, canvas_.width_px);
  const auto first = static_cast<std::size_t>(part.y) * static_cast<std::size_t>(canvas_.width_px) +
                     static_cast<std::size_t>(part.x);
  gl_.tex_sub_image(GL_TEXTURE_2D, 0, part.x, part.y, part.w, part.h, GL_RGBA, GL_UNSIGNED_BYTE,
                    pixels + first);
}

void TexturePresenter::present(const std::uint32_t* pixels, const std::vector<PixelRect>& damage) {
  if (damage.empty()) return;
  for (const PixelRect& rect : damage) upload(pixels, rect);
  const Placement at = placement();
  gl_.viewport(0, 0, at.window_width, at.window_height);
  gl_.clear_color(0, 0, 0, 1);
  gl_.clear(GL_COLOR_BUFFER_BIT);
  // GL counts rows from below.
  gl_.viewport(at.shown.x, at.window_height - at.shown.bottom(), at.shown.w, at.shown.h);
  static constexpr GLfloat kCorners[] = {0, 0, 1, 0, 0, 1, 1, 1};
  gl_.attribute_pointer(0, 2, GL_FLOAT, GL_FALSE, 0, kCorners);
  gl_.enable_attribute(0);
  gl_.draw_arrays(GL_TRIANGLE_STRIP, 0, 4);
  SDL_GL_SwapWindow(window_);
}

}  // namespace

void ask_for_gles() {
  SDL_SetHint(SDL_HINT_VIDEO_X11_FORCE_EGL, "1");
  SDL_SetHint(SDL_HINT_OPENGL_ES_DRIVER, "1");
  SDL_GL_SetAttribute(SDL_GL_CONTEXT_PROFILE_MASK, SDL_GL_CONTEXT_PROFILE_ES);
  SDL_GL_SetAttribute(SDL_GL_CONTEXT_MAJOR_VERSION, 2);
  SDL_GL_SetAttribute(SDL_GL_CONTEXT_MINOR_VERSION, 0);
  SDL_GL_SetAttribute(SDL_GL_DEPTH_SIZE, 0);
}

kiosk::base::Result<std::unique_ptr<Presenter>> texture_presenter(SDL_Window* window,
                                                                  const toolkit::Display& canvas) {
  auto presenter = std::make_unique<TexturePresenter>(window, canvas);
  if (auto ready = presenter->prepare(); !ready) return tl::unexpected(ready.error());
  return presenter;
}

}  // namespace ui::shell
