// What the compiler may assume of the processor, and whether this processor has it.

#include <stdbool.h>

// Whether a * b + c is one instruction; if not, it is a library call, eighty times slower. These
// are functions, since of a constant Swift would warn that the other case is never reached.
__attribute__((always_inline)) static inline bool sightline_fuses_multiply_add(void) {
#if defined(__FMA__) || defined(__ARM_FEATURE_FMA)
  return true;
#else
  return false;
#endif
}

// Whether there are 32 registers of 16 Floats, AVX-512.
__attribute__((always_inline)) static inline bool sightline_has_wide_registers(void) {
#ifdef __AVX512F__
  return true;
#else
  return false;
#endif
}

#if defined(__linux__) && defined(__x86_64__)
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#define SIGHTLINE_NEEDS(feature) \
  if (!__builtin_cpu_supports(feature)) { strcat(strcat(missing, " "), feature); }

// Ends the program with a line on standard error if it was built for a processor with instructions
// that this one lacks. Whatever the rest is built for, this function is for any x86-64 processor.
__attribute__((noinline, target("arch=x86-64"))) static void sightline_check_processor(void) {
  extern char *program_invocation_short_name;  // glibc's, which shows it to GNU sources only
  char missing[400] = "";
  __builtin_cpu_init();
#ifdef __SSE3__
  SIGHTLINE_NEEDS("sse3")
#endif
#ifdef __SSSE3__
  SIGHTLINE_NEEDS("ssse3")
#endif
#ifdef __SSE4_1__
  SIGHTLINE_NEEDS("sse4.1")
#endif
#ifdef __SSE4_2__
  SIGHTLINE_NEEDS("sse4.2")
#endif
#ifdef __SSE4A__
  SIGHTLINE_NEEDS("sse4a")
#endif
#ifdef __POPCNT__
  SIGHTLINE_NEEDS("popcnt")
#endif
#ifdef __BMI__
  SIGHTLINE_NEEDS("bmi")
#endif
#ifdef __BMI2__
  SIGHTLINE_NEEDS("bmi2")
#endif
#ifdef __AVX__
  SIGHTLINE_NEEDS("avx")
#endif
#ifdef __AVX2__
  SIGHTLINE_NEEDS("avx2")
#endif
#ifdef __FMA__
  SIGHTLINE_NEEDS("fma")
#endif
#ifdef __FMA4__
  SIGHTLINE_NEEDS("fma4")
#endif
#ifdef __XOP__
  SIGHTLINE_NEEDS("xop")
#endif
#ifdef __GFNI__
  SIGHTLINE_NEEDS("gfni")
#endif
#ifdef __AVX512F__
  SIGHTLINE_NEEDS("avx512f")
#endif
#ifdef __AVX512CD__
  SIGHTLINE_NEEDS("avx512cd")
#endif
#ifdef __AVX512BW__
  SIGHTLINE_NEEDS("avx512bw")
#endif
#ifdef __AVX512DQ__
  SIGHTLINE_NEEDS("avx512dq")
#endif
#ifdef __AVX512VL__
  SIGHTLINE_NEEDS("avx512vl")
#endif
#ifdef __AVX512VBMI__
  SIGHTLINE_NEEDS("avx512vbmi")
#endif
#ifdef __AVX512VNNI__
  SIGHTLINE_NEEDS("avx512vnni")
#endif
  if (missing[0] == '\0') { return; }
  char line[800];
  int length = snprintf(
      line, sizeof line,
      "%s: this program was built for a processor with%s, which this one lacks: build it again on "
      "this machine (rm -rf .build first), or with SIGHTLINE_PORTABLE=1 for any\n",
      program_invocation_short_name, missing);
  (void)!write(STDERR_FILENO, line, (size_t)length);
  _exit(1);
}
#endif
