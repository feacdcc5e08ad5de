// What Swift cannot call: prctl takes any number of arguments.

#pragma once

#ifdef __linux__
#include <sys/prctl.h>

// From now on this process, not the system's first, becomes the parent of its descendants whose
// own parent is gone: they can be found, and ended.
static inline int sightline_adopt_orphans(void) {
  return prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0);
}
#endif
