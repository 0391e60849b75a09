import { DIALOG_DATA, DialogRef } from '@angular/cdk/dialog';
import { Component, computed, inject, signal } from '@angular/core';
import { Button } from '../ui/button';
import { DialogFrame } from '../ui/dialog-frame';
import { Control, Field } from '../ui/field';
import { TalentFacetsStore } from './talent-facets-store';

export interface TagData {
  remove: boolean;
  /** "3 talents" */
  who: string;
  /** Tags that the chosen ones carry. */
  used: readonly string[];
}

const OFFERED = 12;

/** Which tag to give to many, or to take off them. Closes with the tag. */
@Component({
  selector: 'app-tag-dialog',
  imports: [Button, Control, DialogFrame, Field],
  templateUrl: './tag-dialog.html',
})
export class TagDialog {
  protected readonly ref = inject<DialogRef<string>>(DialogRef);
  protected readonly data = inject<TagData>(DIALOG_DATA);
  private readonly facets = inject(TalentFacetsStore).facets;
  protected readonly text = signal('');
  protected readonly error = signal<string | null>(null);
  protected readonly offered = computed(() => {
    const typed = this.text().trim().toLowerCase();
    const known = this.data.remove ? this.data.used : this.facets().tags;
    return known.filter((tag) => tag.toLowerCase().includes(typed) && tag !== this.text()).slice(0, OFFERED);
  });

  protected type(text: string): void {
    this.text.set(text);
    this.error.set(null);
  }

  protected save(event: Event): void {
    event.preventDefault();
    const tag = this.text().trim();
    if (!tag) this.error.set('Enter a tag, or choose one below.');
    else if (this.data.remove && !this.data.used.includes(tag)) this.error.set('None of them has this tag.');
    else this.ref.close(tag);
  }
}
