// With second.cpp: every function of the headers is inline, so including all of them twice links.
#include <attachment/attachment.hpp>

#include <cstdio>
#include <cstring>

const char* version_seen_by_second();
double sem_seen_by_second();

int main() {
  const bool same = std::strcmp(attachment::version(), version_seen_by_second()) == 0 &&
                    attachment::prorated_sem(1.0, 18, 12) == sem_seen_by_second();
  if (!same) std::puts("the two halves of the program disagree");
  return same ? 0 : 1;
}
