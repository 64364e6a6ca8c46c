/* For Wine 8 only, never shipped: Windows 10 has icuuc.dll, Wine has not. Qt 6.10 and later link it, and use it for
   encodings of the last century alone. */
#define GIVEN __declspec(dllexport)
#define UNSUPPORTED 16

GIVEN void *ucnv_open(const char *name, int *error) { if (error) *error = UNSUPPORTED; return 0; }
GIVEN void ucnv_close(void *c) {}
GIVEN void UCNV_FROM_U_CALLBACK_SUBSTITUTE(void) {}
GIVEN void UCNV_TO_U_CALLBACK_SUBSTITUTE(void) {}
GIVEN void ucnv_reset(void *c) {}
GIVEN signed char ucnv_getMaxCharSize(void *c) { return 0; }
GIVEN const char *ucnv_getName(void *c, int *error) { if (error) *error = UNSUPPORTED; return 0; }
GIVEN void ucnv_getToUCallBack(void *c, void **a, const void **x) { *a = 0; *x = 0; }
GIVEN void ucnv_getFromUCallBack(void *c, void **a, const void **x) { *a = 0; *x = 0; }
GIVEN void ucnv_setToUCallBack(void *c, void *n, void *x, void **o, void **y, int *e) {}
GIVEN void ucnv_setFromUCallBack(void *c, void *n, void *x, void **o, void **y, int *e) {}
GIVEN void ucnv_cbToUWriteUChars(void *a, const void *s, int l, int o, int *e) {}
GIVEN void ucnv_cbFromUWriteUChars(void *a, const void **s, const void *l, int o, int *e) {}
GIVEN void ucnv_toUnicode(void) {}
GIVEN void ucnv_fromUnicode(void) {}
GIVEN int ucnv_toUCountPending(void *c, int *error) { return 0; }
GIVEN int ucnv_fromUCountPending(void *c, int *error) { return 0; }
GIVEN const char *ucnv_getStandardName(const char *n, const char *s, int *error) { return 0; }
GIVEN const char *ucnv_getAvailableName(int n) { return 0; }
GIVEN int ucnv_countAvailable(void) { return 0; }
