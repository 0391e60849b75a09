/**
 * Who goes by which handle. An account is known by its name, the handle it began with: its id, its looks and its posts
 * follow from that, whatever it is called later.
 *
 * Some accounts turn: they are well until they have been read once with their posts (so a look-up alone changes nothing),
 * and from the next reading of their profile on they are renamed, reassigned or gone. One directory per simulator; what
 * it knows is gone with the process.
 */
import { absenceOf, newHandleOf, renamedTo, takenBy, takerOf, type Absence } from './personas.js';
import { SimulatedAccount } from './simulated-account.js';

export class Directory {
  private readonly listed = new Set<string>();
  private readonly turned = new Set<string>();

  /** A profile is read by its handle: the name of the account that has it now; null where nobody has. */
  readByHandle(handle: string): string | null {
    this.turn(handle);
    return this.holderOf(handle);
  }

  /** A profile is read by its id, which stands for this name: the account's handle now; null where it is gone for good. */
  readById(name: string): string | null {
    this.turn(name);
    return this.handleOf(name);
  }

  /** A page of the account's posts is read: from the next reading of its profile on it has turned. */
  readPosts(name: string): void {
    this.listed.add(name);
  }

  /** Who has this handle, without this being a reading. */
  holderOf(handle: string): string | null {
    if (takenBy(handle) !== null) return null;
    const renamed = renamedTo(handle);
    if (renamed !== null) return this.turned.has(renamed) ? renamed : null;
    if (!this.turned.has(handle)) return handle;
    return newHandleOf(handle) === null ? (takerOf(handle) ?? handle) : null;
  }

  /** How the account of this name is called now, without this being a reading. */
  handleOf(name: string): string | null {
    const taken = takenBy(name);
    if (taken !== null) return this.turned.has(taken) ? taken : null;
    if (renamedTo(name) !== null) return null;
    if (!this.turned.has(name)) return name;
    return takerOf(name) === null ? (newHandleOf(name) ?? name) : null;
  }

  /** The account of this name, as it is now; `spoken` is the part of it that its owner's name is made from. */
  account(platform: string, name: string, spoken?: string): SimulatedAccount {
    return new SimulatedAccount(platform, name, spoken, this.turned.has(name));
  }

  /** Why the account is not shown; null where it is. Platforms differ in what they say of it. */
  absenceOf(name: string): Absence | null {
    return absenceOf(name, this.turned.has(name));
  }

  private turn(name: string): void {
    if (this.listed.has(name)) this.turned.add(name);
  }
}
