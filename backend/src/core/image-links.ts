/** Our own address for an image at a platform. The platforms know how to make one; floors beside them ask here. */
export abstract class ImageLinks {
  /** A relative URL of our proxy; null where there is no image, or none that we may show. */
  abstract link(platformId: string, url: string | null): string | null;
}
