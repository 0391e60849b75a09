-- A line of a file may name several profiles of one talent, each in its platform's column: each is a row of its own.
ALTER TABLE "import_row" ADD COLUMN "part" INTEGER NOT NULL DEFAULT 0;
ALTER TABLE "import_row" DROP CONSTRAINT "import_row_pkey", ADD CONSTRAINT "import_row_pkey" PRIMARY KEY ("import_id", "line", "part");

-- Columns of the file that mean nothing here, so that nobody believes they were taken over.
ALTER TABLE "import" ADD COLUMN "unused_columns" TEXT[] NOT NULL DEFAULT '{}';

-- Counting and filtering the rows of an import by what becomes of them.
CREATE INDEX "import_row_import_id_outcome_line_part_idx" ON "import_row"("import_id", "outcome", "line", "part");
-- Erasing a talent or connection blanks what the rows say of it.
CREATE INDEX "import_row_agency_id_talent_id_idx" ON "import_row"("agency_id", "talent_id");
CREATE INDEX "import_row_agency_id_connection_id_idx" ON "import_row"("agency_id", "connection_id");
