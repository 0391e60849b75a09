/** On a talent's page, to connect means: to that talent. Whoever asks from elsewhere (a key, the palette) asks here first. */
import { Injectable } from '@angular/core';

@Injectable({ providedIn: 'root' })
export class ConnectHere {
  private way: (() => Promise<void>) | null = null;

  /** Answers with how to take it back. */
  offer(way: () => Promise<void>): () => void {
    this.way = way;
    return () => {
      if (this.way === way) this.way = null;
    };
  }

  /** False where the page is nobody's. */
  async take(): Promise<boolean> {
    if (!this.way) return false;
    await this.way();
    return true;
  }
}
