/** Who is read first where a platform's limits are too small to read everyone hourly. */
export const TIERS = ['priority', 'standard', 'economy'] as const;
export type Tier = (typeof TIERS)[number];
