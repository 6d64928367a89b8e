"""Drives the kernel `smash` as a notebook does: errors, interrupts, controls, memory,
documentation.

Usage: kernel_test.py. Prints what a user sees of five common mistakes; fails where the kernel does
not do what it should.
"""

import re
import sys
import time

from driver import STOPPED, Kernel, expect, failures

# Mistake -> what the first line has to say, and the cell's line that it points to.
MISTAKES = {
    "a field that the encoding lacks": (
        'var space = SearchSpace.v2();\nEncoding.oneHot(space).without("dilatoin");',
        ['no field "dilatoin"', "dilation"],
        "line 2: Encoding.oneHot(space)",
    ),
    "a path that does not exist": (
        'Datasets.cifar10(Path.of("nowhere"));',
        ["/nowhere does not exist"],
        "line 1: Datasets.cifar10",
    ),
    "an encoding that writes too many channels": (
        'var wide = Field.of("wide", 1, (column, out) -> out[1] = 1);\n'
        "Encoding.oneHot(SearchSpace.v2()).with(wide).encode(SearchSpace.v2().sample(1));",
        ["wide", "1 channel"],
        "line 1: var wide",
    ),
    "a step so large that the loss is no number": (
        "var b = Budget.smoke().withTraining(100);\n"
        "Smash.train(SearchSpace.v2(), Datasets.shapes(),\n"
        "    b.withSmash(b.smash().withLearningRate(1e30)), 1);",
        ["NaN", "learningRate"],
        "line 2: Smash.train",
    ),
    "a number out of range": (
        "SearchSpace.v2().withMaxBanks(0);",
        ["maxBanks", "0"],
        "line 1: SearchSpace.v2()",
    ),
    "a throw without a semicolon": (
        'int thrown = 1;\nthrow new Exception("no ink")',
        ["Exception: no ink"],
        "line 2: throw new Exception",
    ),
    "a call without a semicolon in a loop": (
        "int[] none = {};\n\nfor (int i = 0; i < 2; i++) {\n    none[i]++;\n}",
        ["Index 0"],
        "line 4: none[i]++;",
    ),
    "an error below a comment": (
        "\n// A comment.\n\nnone[1]", ["Index 1"], "line 4: none[1]"),
    "an error in a function of this cell": (
        "\nint f(int i) {\n    return none[i];\n}\n\nf(2)", ["Index 2"], "line 3: return none[i];"),
    "an error in a function of an earlier cell": ("f(3);", ["Index 3"], "an earlier cell: return none[i];"),
    "a magic that does not exist": ("\n%matplotlib inline", ["%classpath", "%time"], "line 2: %matplotlib"),
    "a cell magic that does not exist": ("%%bash\nls", ["%%time"], "line 1: %%bash"),
    "a class path that leads nowhere": (
        "%classpath nowhere/*.jar", ["%classpath", "nowhere/*.jar"], "line 1: %classpath"),
    "IJava's name for that": ("%jars /nowhere.jar", ["%jars", "/nowhere.jar"], "line 1: %jars"),
    "a class path of nothing": ("%classpath", ["%classpath", "jars or folders"], "line 1: %classpath"),
    "a script that does not exist": ("int a = 1;\n%load nowhere.jsh", ["nowhere.jsh"], "line 2: %load"),
    "nothing to fetch": ("%maven", ["%maven", "as in"], "line 1: %maven"),
    "an error in a timed cell": ("%%time\nint b = 1;\nb / 0", ["/ by zero"], "line 3: b / 0"),
    "an error in a timed line": ("%time 1 / 0", ["/ by zero"], "line 1: %time 1 / 0"),
}
SMALL = (
    "var small = Budget.smoke().withTraining(%d).withValidation(50).withTest(50);\n"
    "var smash = Smash.train(SearchSpace.v2(), Datasets.shapes(), small, 1);"
)
PRINTING = """for (int i = 0; i < 40; i++) {
    System.out.println(i);
    for (long start = System.nanoTime(); System.nanoTime() - start < 50_000_000; );
}"""


def check_mistakes(kernel):
    for mistake, (code, words, place) in MISTAKES.items():
        texts, status = kernel.run(code)
        error = texts[-1]
        print(f"{mistake}:\n  " + error.replace("\n", "\n  "))
        expect(status == "error", f"{mistake} is an error")
        expect(len(error.splitlines()) <= 4, f"{mistake} is told in four lines at most")
        first = error.splitlines()[0]
        for word in words:
            expect(word in first, f"{mistake}: the first line says {word}")
        expect(place in error, f"{mistake}: the error points to '{place}'")
        expect("Base64" not in error, f"{mistake}: the error shows no code that was generated")
    expect("(#" in kernel.text("trace()"), "trace() shows the calls")


def check_interrupts(kernel):
    texts, status = kernel.run(SMALL % 4000 + "\nSystem.out.println(1);", stop_at=r" [1-9]\d*/\d+ steps")
    seconds = time.monotonic() - kernel.stopped
    print(f"a stopped cell, {seconds:.1f} s after it was:\n  " + "\n  ".join(texts[-2:]))
    expect(status == "error" and texts[-1] == STOPPED, "a stopped cell says so")
    expect(any("what was learned stays" in text for text in texts), "training tells how far it got")
    expect("1" not in texts, "statements after the stopped one do not run")
    expect(seconds < 20, "a stopped cell ends soon")
    expect(kernel.text("smash.history().epochs().size()") == "0", "the variable has its network")
    progress, _ = kernel.run("smash.resume();", stop_at=r" \d\d/\d+ steps")
    expect(steps(progress) > steps(texts), "training goes on from where it was")
    # Each of these is one statement that has begun when it is stopped.
    texts, status = kernel.run('{ System.out.println("begun"); Thread.sleep(60_000); }', "begun")
    expect(status == "error" and texts == ["begun", STOPPED], "what waits is stopped with one line")
    texts, status = kernel.run(PRINTING, stop_at="5")
    expect(status == "error" and "39" in texts, "a stopped cell can print to its end")
    endless = 'for (boolean begun = false; ; begun = true) if (!begun) System.out.println("begun");'
    texts, status = kernel.run(endless, stop_at="begun", stops=2)
    expect(status == "error", "a second interrupt gives up what does not stop")
    expect(kernel.text("1 + 1") == "2", "the kernel goes on after that")


def check_waiting_cells(kernel):
    cells = ["int before = 1;", "int[] none = {}; none[0]", "int after = 1;"]
    sent = [kernel.client.execute(cell) for cell in cells]
    replies = {}
    while len(replies) < len(sent):
        reply = kernel.client.get_shell_msg(timeout=30)
        replies[reply["parent_header"].get("msg_id")] = reply["content"]
    expect([replies[i]["status"] for i in sent] == ["ok", "error", "error"]
           and replies[sent[2]]["ename"] == "Aborted", "a cell behind one that fails is not run")
    expect(kernel.text("before") == "1", "the next cell that is sent runs")


def steps(texts):
    """Steps that the last report of a run counts."""
    return int(re.findall(r"(\d+)(?:/| of )\d+ steps", "\n".join(texts))[-1])


def check_memory(kernel):
    count = []
    for _ in range(4):
        kernel.text(SMALL % 60)
        count.append(int(kernel.text("Smash.memory().arrays()")))
    print(f"native arrays after each of {len(count)} runs of a cell: {count}")
    expect(count[-1] == count[1], "a cell that is run again leaves nothing of its earlier runs")
    kernel.text("smash.close();")
    expect(int(kernel.text("Smash.memory().arrays()")) < count[-1], "a closed network is gone")


PLAYGROUND = (
    "var network = SearchSpace.lab().sample(3);\n"
    "var playground = Playground.of(Encoding.oneHot(SearchSpace.lab()),\n"
    "    a -> new Evaluation(0.5, 1, 100), network);\n"
    "playground"
)


def check_controls(kernel):
    """Talks to a playground's controls as the page does."""
    client = kernel.client
    opened = [m["content"] for m in messages(client, client.execute(PLAYGROUND))
              if m["msg_type"] == "comm_open"]
    states = {o["comm_id"]: o["data"]["state"] for o in opened}
    names = {comm.split("-", 5)[-1]: comm for comm in states}
    root = states[names["all"]]
    expect(root["_model_name"] == "VBoxModel"
           and all(child[len("IPY_MODEL_"):] in states for child in root["children"]),
           "a playground opens a comm for each of its controls")

    def say(name, data, blocked_by=None):
        blocked = client.execute(blocked_by) if blocked_by else None
        message = client.session.msg("comm_msg", {"comm_id": names.get(name, name), "data": data})
        client.shell_channel.send(message)
        if blocked:
            messages(client, blocked)
        return {m["content"]["comm_id"].split("-", 5)[-1]: m["content"]["data"]["state"]
                for m in messages(client, message["header"]["msg_id"])
                if m["msg_type"] == "comm_msg"}

    def move(name, **state):
        return {"method": "update", "state": state, "buffer_paths": []}

    news = say("dilation-0", move("dilation-0", value=2))
    expect(list(news) == ["picture"], "a control that is moved changes the drawing alone")
    expect(kernel.text("playground.architecture().equals(network)") == "false",
           "and the network that the cell's variable has")
    news = say("dilation-0", move("dilation-0", value=1), "Thread.sleep(1000);")
    expect(kernel.text("playground.architecture().equals(network)") == "true",
           "what is moved while a cell runs is done after it")
    news = say("picture", {"method": "request_state"})
    expect("<img" in news["picture"]["value"], "a page that was loaded anew gets the drawing")
    for data in ({}, move("op", index=999), move("op", index="no"), {"state": 3}):
        say("op", data)
    say("no such comm", move("op", index=1))
    expect(kernel.text("1 + 1") == "2", "no message of a page harms the kernel")
    reply = client.comm_info(target_name="jupyter.widget", reply=True, timeout=30)["content"]
    expect(reply["status"] == "ok" and set(reply["comms"]) == set(states),
           "the open comms are told")


def messages(client, request):
    """What the kernel publishes until it is done with a request."""
    found = []
    while True:
        message = client.get_iopub_msg(timeout=60)
        if message["parent_header"].get("msg_id") == request:
            found.append(message)
            if message["content"].get("execution_state") == "idle":
                return found


def check_documentation(kernel):
    code = "SearchSpace.v2().withKernels(List.of(3)).withDims(3).sample(1)"
    for word, words in {
        "sample": ["SearchSpace.sample(long seed)", "seed"],
        "withKernels": ["SearchSpace.withKernels(", "kernels)", "kernel sizes an axis"],
        "withDims": ["withDims(int dims)", "3 for voxels"],
    }.items():
        reply = kernel.client.inspect(code, code.index(word) + 2, reply=True, timeout=60)
        text = reply["content"]["data"].get("text/plain", "")
        print(f"inspection of {word}:\n  " + text.replace("\n", "\n  "))
        for each in words:
            expect(each in text, f"inspection of {word} says {each}")
        expect(len(text.splitlines()) > 1, f"inspection of {word} has Javadoc")
    reply = kernel.client.complete("SearchSpace.v2().withMax", 24, reply=True, timeout=60)
    expect("withMaxBanks(" in reply["content"]["matches"], "completion knows withMaxBanks(")


def main():
    with Kernel() as kernel:
        for check in (check_mistakes, check_documentation, check_waiting_cells, check_interrupts,
                      check_controls, check_memory):
            check(kernel)
    print(f"kernel_test.py: {len(failures)} failures")
    sys.exit(bool(failures))


main()
