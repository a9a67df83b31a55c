/* Prints the size and the offsets of every struct, to be compared with layout.txt.  Compiled as C and as C++. */
#include <stdio.h>

#include <iinkedsign.h>

#define SIZE(type) printf("%s %u\n", #type, (unsigned)sizeof(type));
#define OFFSET(type, field) printf("%s.%s %u\n", #type, #field, (unsigned)offsetof(type, field));

int main(void) {
#include "layout.inc"
    return 0;
}
