import java.lang.reflect.Type;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.dflib.jjava.jupyter.channels.ReplyEnvironment;
import org.dflib.jjava.jupyter.kernel.comm.Comm;
import org.dflib.jjava.jupyter.kernel.comm.CommManager;
import org.dflib.jjava.jupyter.kernel.display.DisplayData;
import org.dflib.jjava.jupyter.kernel.display.Renderer;
import org.dflib.jjava.jupyter.kernel.display.mime.MIMEType;
import org.dflib.jjava.jupyter.messages.Message;
import org.dflib.jjava.jupyter.messages.comm.CommCloseCommand;
import org.dflib.jjava.jupyter.messages.comm.CommMsgCommand;
import org.dflib.jjava.jupyter.messages.comm.CommOpenCommand;
import org.dflib.jjava.jupyter.messages.reply.CommInfoReply;
import org.dflib.jjava.jupyter.messages.request.CommInfoRequest;
import org.dflib.jjava.shaded.com.google.gson.Gson;
import org.dflib.jjava.shaded.com.google.gson.JsonArray;
import org.dflib.jjava.shaded.com.google.gson.JsonObject;
import org.dflib.jjava.shaded.com.google.gson.reflect.TypeToken;
import org.smashnas.notebook.Controls;
import org.smashnas.notebook.Renderers;
import org.smashnas.notebook.Screen;
import org.smashnas.search.Playground;

/**
 * Controls below a cell: a comm for each of their models, as the page's side of ipywidgets speaks.
 *
 * <p>What the page says waits until the cell that runs has ended, as another cell does.
 */
final class Comms extends CommManager {
  private static final String TARGET = "jupyter.widget";

  /** Of the protocol of widgets. */
  private static final Map<String, Object> VERSION = Map.of("version", "2.1.0");

  private static final Gson GSON = new Gson();
  private static final Type STATE = new TypeToken<Map<String, Object>>() {}.getType();

  /** Shows playgrounds with their controls; where the page has no widgets, their drawings stand. */
  void register(Renderer renderer) {
    renderer
        .createRegistration(Playground.class)
        .preferring(MIMEType.TEXT_HTML)
        .register(
            (playground, context) ->
                context.getOutputContainer().assign(show(playground)));
  }

  private DisplayData show(Playground playground) {
    var shown = Renderers.all().get(Playground.class).apply(playground);
    DisplayData data = new DisplayData(shown.text());
    shown.forms().forEach((type, form) -> data.putData(MIMEType.parse(type), form));
    Controls controls = new Controls(playground, UUID.randomUUID().toString());
    Screen.uninterrupted(
        () -> controls.models().forEach((id, state) -> open(new Widget(id, controls), state)));
    Map<String, Object> view =
        Map.of("version_major", 2, "version_minor", 0, "model_id", controls.root());
    data.putData(MIMEType.parse(Controls.VIEW), view);
    return data;
  }

  private void open(Widget widget, Map<String, Object> state) {
    JsonObject data = data(state);
    CommOpenCommand open = new CommOpenCommand(widget.getID(), TARGET, data);
    // With an empty list of blobs, JJava would take the next message for more of this one.
    iopub.sendMessage(new Message<>(context, CommOpenCommand.MESSAGE_TYPE, open, null, VERSION));
    registerComm(widget);
  }

  private static JsonObject data(Map<String, Object> state) {
    JsonObject data = new JsonObject();
    data.add("state", GSON.toJsonTree(state));
    data.add("buffer_paths", new JsonArray());
    return data;
  }

  private void update(String id, Map<String, Object> state) {
    JsonObject data = data(state);
    data.addProperty("method", "update");
    messageComm(id, data);
  }

  /** JJava answers as if to the last cell; a page that asks waits for what names its own message. */
  @Override
  public void handleCommMsgCommand(ReplyEnvironment env, Message<CommMsgCommand> message) {
    setMessageContext(message);
    super.handleCommMsgCommand(env, message);
  }

  private final class Widget extends Comm {
    private final Controls controls;

    Widget(String id, Controls controls) {
      super(Comms.this, id, TARGET);
      this.controls = controls;
    }

    @Override
    protected void onMessage(Message<CommMsgCommand> message) {
      JsonObject data = message.getContent().getData();
      if (data.has("state")) {
        Map<String, Object> state = GSON.fromJson(data.get("state"), STATE);
        controls.changed(getID(), state).forEach(Comms.this::update);
      } else {
        // A page that was loaded anew asks.
        update(getID(), controls.models().get(getID()));
      }
    }

    @Override
    protected void onClose(Message<CommCloseCommand> message, boolean sending) {
      // The others live on; what is left of them goes with the kernel.
    }
  }

  /** JJava's reply lacks the status that the protocol asks for. */
  @Override
  public void handleCommInfoRequest(ReplyEnvironment env, Message<CommInfoRequest> request) {
    String target = request.getContent().getTargetName();
    Map<String, CommInfoReply.CommInfo> open = new LinkedHashMap<>();
    for (Comm comm : this) {
      if (target == null || target.equals(comm.getTargetName())) {
        open.put(comm.getID(), new CommInfoReply.CommInfo(comm.getTargetName()));
      }
    }
    env.setBusyDeferIdle();
    env.reply(new Info(open));
  }

  private static final class Info extends CommInfoReply {
    @SuppressWarnings("unused")
    private final String status = "ok";

    Info(Map<String, CommInfo> open) {
      super(open);
    }
  }
}
