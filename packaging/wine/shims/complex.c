/* C99's complex functions, as Windows' own C library has them and wine 8's has not.
 *
 * numpy imports them from api-ms-win-crt-math-l1-1-0.dll. Microsoft's complex numbers
 * are structures of two, and its long double is a double. */
#include <complex.h>
#include <math.h>

typedef struct { double re, im; } Double;
typedef struct { float re, im; } Float;

static double complex from(Double z) { return z.re + z.im * I; }
static Double to(double complex z) { Double pair = {creal(z), cimag(z)}; return pair; }
static Double wide(Float z) { Double pair = {z.re, z.im}; return pair; }
static Float narrow(Double z) { Float pair = {(float)z.re, (float)z.im}; return pair; }

#define TO_COMPLEX(name) \
    Double our_##name(Double z) { return to(name(from(z))); } \
    Double our_##name##l(Double z) { return our_##name(z); } \
    Float our_##name##f(Float z) { return narrow(our_##name(wide(z))); }
#define TO_REAL(name, formula) \
    double our_##name(Double z) { return formula; } \
    double our_##name##l(Double z) { return our_##name(z); } \
    float our_##name##f(Float z) { return (float)our_##name(wide(z)); }

TO_COMPLEX(ccos)
TO_COMPLEX(ccosh)
TO_COMPLEX(cexp)
TO_COMPLEX(csin)
TO_COMPLEX(csinh)
TO_COMPLEX(ctan)
TO_COMPLEX(ctanh)
TO_REAL(cabs, hypot(z.re, z.im))
TO_REAL(carg, atan2(z.im, z.re))
TO_REAL(cimag, z.im)
TO_REAL(creal, z.re)

Double our_cpow(Double z, Double power) { return to(cpow(from(z), from(power))); }
Double our_cpowl(Double z, Double power) { return our_cpow(z, power); }
Float our_cpowf(Float z, Float power) { return narrow(our_cpow(wide(z), wide(power))); }
