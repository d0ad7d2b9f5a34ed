// CASE: the client's own table is a const local
#include <ntddk.h>
#include <wsk.h>

static WSK_REGISTRATION Registration;

NTSTATUS Join(VOID)
{
  static const WSK_CLIENT_DISPATCH Dispatch = { MAKE_WSK_VERSION(1, 0), 0, NULL };
  WSK_CLIENT_NPI Npi;

  Npi.ClientContext = NULL;
  Npi.Dispatch = &Dispatch;
  return WskRegister(&Npi, &Registration);          // EXPECT(dispatch-lifetime)
}

VOID Leave(VOID)
{
  WskDeregister(&Registration);
}
