#include "a.h"
const WSK_CLIENT_CONNECTION_DISPATCH Tab = { .WskDisconnectEvent = Gone, .WskSendBacklogEvent = Back };
