/** `node scripts/prisma.mjs <args>`: Prisma's own command line, with the schema engine that can be had here. */
import { prisma } from './lib/prisma.mjs';

process.exitCode = await prisma(process.argv.slice(2));
