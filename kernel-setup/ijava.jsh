// Run by IJava before the first cell: the same renderers and the same live progress as in JJava, in
// the words of IJava's kernel.
import io.github.spencerpark.ijava.IJava;
import io.github.spencerpark.jupyter.kernel.display.DisplayData;
import io.github.spencerpark.jupyter.kernel.display.mime.MIMEType;

DisplayData asIJava(Shown shown) {
    DisplayData data = new DisplayData(shown.text());
    shown.forms().forEach((type, form) -> data.putData(MIMEType.parse(type), form));
    return data;
}

for (var each : Renderers.all().entrySet()) {
    IJava.getKernelInstance().getRenderer().createRegistration(each.getKey())
        .preferring(MIMEType.TEXT_HTML, MIMEType.IMAGE_SVG, MIMEType.IMAGE_PNG)
        .register((value, context) ->
            context.getOutputContainer().assign(asIJava(each.getValue().apply(value))));
}

NotebookProgress.showOn(new Screen() {
    public void show(String id, Shown shown) {
        DisplayData data = asIJava(shown);
        data.setDisplayId(id);
        Screen.uninterrupted(() -> IJava.getKernelInstance().display(data));
    }

    public void update(String id, Shown shown) {
        Screen.uninterrupted(
            () -> IJava.getKernelInstance().getIO().display.updateDisplay(id, asIJava(shown)));
    }
});
