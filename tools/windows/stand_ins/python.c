/* Starts the Windows CPython of the bench. A test stand-in: a released build takes the interpreter of python.org. */
#include <stdio.h>
#include <wchar.h>
#include <windows.h>

typedef int (*py_main)(int, wchar_t **);

int wmain(int argc, wchar_t **argv)
{
    HMODULE library = LoadLibraryW(PYTHON_LIBRARY);
    py_main start = library ? (py_main)(void *)GetProcAddress(library, "Py_Main") : NULL;
    if (!start) {
        fprintf(stderr, "cannot load the interpreter: error %lu\n", GetLastError());
        return 103;
    }
    return start(argc, argv);
}
