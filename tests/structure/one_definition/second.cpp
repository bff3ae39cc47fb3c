#include <attachment/attachment.hpp>

const char* version_seen_by_second();
double sem_seen_by_second();

const char* version_seen_by_second() { return attachment::version(); }
double sem_seen_by_second() { return attachment::prorated_sem(1.0, 18, 12); }
