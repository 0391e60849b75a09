-- How many posts the listing under way has read, for whoever watches it; null while none is.
ALTER TABLE "connection_product" ADD COLUMN "seen" INTEGER, ADD CHECK ("seen" >= 0);
