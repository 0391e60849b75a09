/**
 * Names as numbers, the likelier the smaller: nearly every name that people choose fits into 63 bits, though fifteen
 * arbitrary characters would not. (An asymmetric numeral system over letters as they follow one another in names.)
 */

/** What most often follows each character, the likeliest first; under the empty one, what names begin with. */
const FOLLOWERS: Readonly<Record<string, string>> = {
  '': 'majslcebdtnrkpghivfoyuwz',
  a: 'nrl_mstiydcubkvhgxpz',
  b: 'eraeniloujsbc',
  c: 'ahotkiel_rcus',
  d: 'eraio_dysunl',
  e: 'rnlsatmd_ycivlzwexgpbh',
  f: 'iraofelu_fs',
  g: 'aueroihlg_n',
  h: 'aeiomnr_tulsy',
  i: 'anselcotmdagrzvkfp_bx',
  j: 'aoueis',
  k: 'aeio_hskylnur',
  l: 'ailoelysd_uvtcmb',
  m: 'aieyou_ummbps',
  n: 'aie_dnotgscykszu',
  o: 'nrlusm_wdptbcvgkfyiho',
  p: 'aeihrlop_stu',
  q: 'u',
  r: 'aeioisty_drnlcgkmubv',
  s: 'toaeisc_hsmkpulny',
  t: 'eiaohtry_ziuzcsl',
  u: 'erslnmtcabdgiz_pkfy',
  v: 'aieoyl',
  w: 'aielosn_hy',
  x: '_aiotepx',
  y: '_aolesnmrcbdt',
  z: 'aeiozyu_l',
  _: 'msacrbdtlkjfpgohenwvizuxy',
};
const CHARS = 'abcdefghijklmnopqrstuvwxyz_0123456789';
/** By rank; the rest share what is left, digits the least. */
const WEIGHTS = [60, 50, 42, 34, 28, 23, 19, 16, 13, 11, 9, 8, 7, 6, 5, 4];
const LETTER_WEIGHT = 3;
const DIGIT_WEIGHT = 1;

interface Share {
  readonly char: string;
  readonly from: bigint;
  readonly size: bigint;
}

interface Model {
  readonly shares: readonly Share[];
  readonly total: bigint;
}

/** The first place is nobody's, so that no name is the number of a shorter one. */
function modelOf(followers: string): Model {
  let from = 1n;
  const shares = [...CHARS].map((char) => {
    const rank = followers.indexOf(char);
    const rare = /\d/.test(char) ? DIGIT_WEIGHT : LETTER_WEIGHT;
    const size = BigInt(rank < 0 ? rare : (WEIGHTS[rank] ?? LETTER_WEIGHT));
    const share = { char, from, size };
    from += size;
    return share;
  });
  return { shares, total: from };
}

const MODELS = new Map(Object.entries(FOLLOWERS).map(([char, followers]) => [char, modelOf(followers)]));
/** After a digit mostly comes another. */
const AFTER_DIGIT = modelOf('0129845673_');
const modelAfter = (char = ''): Model => MODELS.get(char) ?? AFTER_DIGIT;

/** Of lower-case letters, digits and underscores. */
export function packName(name: string): bigint {
  let number = 0n;
  for (let index = name.length - 1; index >= 0; index -= 1) {
    const { shares, total } = modelAfter(name[index - 1]);
    const share = shares.find(({ char }) => char === name[index]);
    if (share) number = (number / share.size) * total + share.from + (number % share.size);
  }
  return number;
}

/** Something of about `longest` characters at most; whether it packs to this very number is for the caller to see. */
export function unpackName(packed: bigint, longest: number): string {
  let name = '';
  for (let number = packed; number > 0n && name.length <= longest;) {
    const { shares, total } = modelAfter(name.at(-1));
    const place = number % total;
    const share = shares.find(({ from, size }) => place >= from && place < from + size);
    if (!share) return '';
    number = share.size * (number / total) + place - share.from;
    name += share.char;
  }
  return name;
}
