/* A stand-in for winspool.drv: writes what it is called with into the file named by WINSPOOL_LOG, and fills the structures of
   winspool.h, so that the declarations of winspool-calls.ts can be tried where there is no Windows. */
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef uint16_t WCHAR;
typedef struct { WCHAR *pPrinterName, *pPortName; uint32_t Attributes, DeviceNotSelectedTimeout, TransmissionRetryTimeout; } PRINTER_INFO_5W;
typedef struct { WCHAR *pPrinterName, *pServerName; uint32_t Attributes; } PRINTER_INFO_4W;
typedef struct { uint32_t dwStatus; } PRINTER_INFO_6;
typedef struct { uint32_t JobId; WCHAR *pPrinterName, *pMachineName, *pUserName, *pDocument, *pDatatype, *pStatus; uint32_t Status, Priority, Position, TotalPages, PagesPrinted; } JOB_INFO_1W;
typedef struct { WCHAR *pDocName, *pOutputFile, *pDatatype; } DOC_INFO_1W;

static int handle;

static void note(const char *format, ...) {
  const char *path = getenv("WINSPOOL_LOG");
  FILE *log = path ? fopen(path, "a") : NULL;
  va_list args;
  if (log == NULL) return;
  va_start(args, format);
  vfprintf(log, format, args);
  va_end(args);
  fclose(log);
}

static const char *narrow(const WCHAR *text, char *into) {
  int i = 0;
  if (text == NULL) return "NULL";
  for (; text[i]; i++) into[i] = (char)text[i];
  into[i] = 0;
  return into;
}

int OpenPrinterW(WCHAR *name, void **out, void *defaults) {
  char text[256];
  note("OpenPrinterW %s %s\n", narrow(name, text), defaults ? "defaults" : "NULL");
  *out = &handle;
  return 1;
}

int GetPrinterW(void *printer, uint32_t level, void *info, uint32_t bytes, uint32_t *needed) {
  note("GetPrinterW %d %u %u\n", printer == &handle, level, bytes);
  if (level == 5) ((PRINTER_INFO_5W *)info)->Attributes = getenv("WINSPOOL_OFFLINE") ? 0x400 : 0;
  if (level == 6) ((PRINTER_INFO_6 *)info)->dwStatus = 0;
  *needed = 64;
  return 1;
}

uint32_t StartDocPrinterW(void *printer, uint32_t level, DOC_INFO_1W *info) {
  char name[256], type[256];
  note("StartDocPrinterW %d %u %s %s %s\n", printer == &handle, level, narrow(info->pDocName, name),
       info->pOutputFile ? "file" : "NULL", narrow(info->pDatatype, type));
  return 41;
}

int StartPagePrinter(void *printer) { note("StartPagePrinter %d\n", printer == &handle); return 1; }

int WritePrinter(void *printer, void *bytes, uint32_t count, uint32_t *written) {
  note("WritePrinter %d %u ", printer == &handle, count);
  for (uint32_t i = 0; i < count; i++) note("%02x", ((uint8_t *)bytes)[i]);
  note("\n");
  *written = count;
  return 1;
}

int EndPagePrinter(void *printer) { note("EndPagePrinter %d\n", printer == &handle); return 1; }
int EndDocPrinter(void *printer) { note("EndDocPrinter %d\n", printer == &handle); return 1; }
int AbortPrinter(void *printer) { note("AbortPrinter %d\n", printer == &handle); return 1; }

int GetJobW(void *printer, uint32_t job, uint32_t level, void *info, uint32_t bytes, uint32_t *needed) {
  note("GetJobW %d %u %u %u\n", printer == &handle, job, level, bytes);
  ((JOB_INFO_1W *)info)->Status = 0x40;
  *needed = 200;
  return 1;
}

int SetJobW(void *printer, uint32_t job, uint32_t level, void *info, uint32_t command) {
  note("SetJobW %d %u %u %s %u\n", printer == &handle, job, level, info ? "info" : "NULL", command);
  return 1;
}

int ClosePrinter(void *printer) { note("ClosePrinter %d\n", printer == &handle); return 1; }

int EnumPrintersW(uint32_t flags, WCHAR *name, uint32_t level, void *info, uint32_t bytes, uint32_t *needed, uint32_t *returned) {
  static WCHAR names[2][8] = {{'P', 'O', 'S', '-', '5', '8', 0}, {'K', 'a', 's', 'i', 'r', ' ', '2', 0}};
  PRINTER_INFO_4W *printers = info;
  if (flags != 6 || name != NULL || level != 4 || bytes < sizeof(PRINTER_INFO_4W) * 2) return 0;
  for (int i = 0; i < 2; i++) printers[i] = (PRINTER_INFO_4W){names[i], NULL, 0x40};
  *needed = sizeof(PRINTER_INFO_4W) * 2;
  *returned = 2;
  return 1;
}
