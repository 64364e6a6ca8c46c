/* For Wine 8 only, never shipped: Wine aborts where Qt asks for the screen's colour profile; here there is none. */
#include <windows.h>

#define GIVEN __declspec(dllexport)

GIVEN HANDLE WINAPI OpenColorProfileW(void *p, DWORD a, DWORD s, DWORD c) { return 0; }
GIVEN BOOL WINAPI CloseColorProfile(HANDLE h) { return TRUE; }
GIVEN BOOL WINAPI GetColorProfileFromHandle(HANDLE h, BYTE *b, DWORD *n) { return FALSE; }
GIVEN HANDLE WINAPI WcsOpenColorProfileW(void *p, void *c, void *g, DWORD a, DWORD s, DWORD m, DWORD f) { return 0; }
GIVEN HANDLE WINAPI WcsCreateIccProfile(HANDLE h, DWORD o) { return 0; }
GIVEN BOOL WINAPI GetColorDirectoryW(const WCHAR *m, WCHAR *b, DWORD *n) { return FALSE; }
GIVEN BOOL WINAPI GetColorDirectoryA(const char *m, char *b, DWORD *n) { return FALSE; }
