/** What simulated accounts add to their names and what they write. Made up; several scripts and some emoji, as in life. */
export const ACTS = ['🎨', '✨', '| Kitchen', 'Official', 'Outdoors', 'TV', '🎧', 'Daily'] as const;

export const BIOS = [
  'Slow food, fast trains. New recipe every Thursday 🍲',
  'Street photography and long walks. Prints in the shop.',
  'Composer. Sometimes funny. 🎻 Bookings through my agency.',
  'Trail runner ⛰️ · 3× finisher · coach',
  'مصوّرة وصانعة أفلام قصيرة من بيروت 🎬',
  'Ich baue Möbel aus alten Türen. Jeden Sonntag ein Video.',
  'ゲームとコーヒーが好きです。毎週土曜日に配信 🎮☕️',
  'שפית. מתכונים פשוטים, אוכל טוב.',
  'Makeup for tired people. Cruelty-free, budget-friendly 💄',
  'Science, explained with kitchen utensils.',
  'Full-time dad, part-time juggler. Yes, really.\nNew here? Start with the pinned one.',
  'Tiny houses, big plans. Building in public since 2019.',
] as const;

export const CAPTIONS = [
  'Three things nobody tells you about sourdough',
  'We tried the 5 a.m. market so you don’t have to',
  'Behind the scenes of last week’s shoot 🎥',
  'Answering your questions, part two',
  'A quiet morning in the studio',
  'This took eleven attempts. Worth it.',
  'وصفة سريعة لعشاء خفيف 🍋',
  'Was in meinem Rucksack steckt',
  '新しい機材を試してみた',
  'The honest review you asked for',
  'Small update before the tour starts 🚐',
  'Rain, mud and a very good soup',
  'One year later: what I would do differently',
  'Collab with an old friend – link in bio',
  'Reading your comments while cooking',
  'How much does it really cost?',
  'Golden hour, no filter ✨',
  'The one with the broken drone',
] as const;
