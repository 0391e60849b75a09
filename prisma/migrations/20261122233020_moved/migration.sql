-- What moves from one talent to another keeps whose it was: erasing that talent must find what the trail says of it there.
ALTER TABLE "social_connection" ADD COLUMN "former_talents" UUID[] NOT NULL DEFAULT '{}';

-- The talents that were merged into this one: they are the same person, and are forgotten with it.
ALTER TABLE "talent" ADD COLUMN "merged" UUID[] NOT NULL DEFAULT '{}';
