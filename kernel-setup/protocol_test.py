"""Checks the kernel `smash` against Jupyter's protocol, where jupyter_kernel_test is installed.

With SMASH_TEST_ALL set, it fails where it is not.
"""

import os
import sys
import unittest

try:
    import jupyter_kernel_test
except ImportError:
    print("protocol_test.py: skipped, jupyter_kernel_test is missing; "
          f"run: {sys.executable} -m pip install jupyter_kernel_test==0.7.0")
    sys.exit("SMASH_TEST_ALL" in os.environ)

# A busy machine needs more than its 15 seconds.
jupyter_kernel_test.TIMEOUT = 60


class SmashKernelTests(jupyter_kernel_test.KernelTests):
    kernel_name = "smash"
    language_name = "Java"
    file_extension = ".jshell"
    code_hello_world = 'System.out.print("hello, world")'
    code_stderr = 'System.err.print("test")'
    code_execute_result = [{"code": "6 * 7", "result": "42"}]
    code_display_data = [
        {"code": 'display(Table.create(IntColumn.create("n", 1)))', "mime": "text/html"},
        {"code": 'display(new java.awt.image.BufferedImage(1, 1, 1))', "mime": "image/png"},
    ]
    code_generate_error = "int[] none = {}; none[0]"
    code_inspect_sample = "SearchSpace"
    completion_samples = [
        {"text": "SearchSpace.v", "matches": {"v1()", "v2()"}},
        {"text": "Encoding.one", "matches": {"oneHot("}},
    ]
    complete_code_samples = ["int x = 1;", "1 + 1"]
    incomplete_code_samples = ["int f() {", "for (int i = 0; i < 3; i++) {"]

    # The kernel has no pager, keeps no history, clears no output and greets no subscriber.
    test_pager = test_history = test_clear_output = test_recv_iopub_welcome_msg = None


if __name__ == "__main__":
    unittest.main()
