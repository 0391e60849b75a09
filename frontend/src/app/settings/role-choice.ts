import { Component, input, model } from '@angular/core';
import type { RoleFacts, StaffRole } from './roles';

/** One role of a few, each with what it may. */
@Component({
  selector: 'app-role-choice',
  host: { class: 'block' },
  template: `
    <fieldset>
      <legend class="mb-1.5 text-sm font-semibold">Role</legend>
      <div class="overflow-clip rounded-md border border-line-strong">
        @for (one of roles(); track one.role) {
          <label
            class="flex min-h-11 cursor-pointer items-start gap-3 border-b border-line px-3.5 py-2.5 last:border-b-0 hover:bg-hover has-checked:bg-sunken has-focus-visible:outline-2 has-focus-visible:outline-offset-[-2px] has-focus-visible:outline-focus"
          >
            <input
              type="radio"
              name="role"
              class="mt-0.5 size-4 shrink-0 accent-accent outline-none"
              [attr.aria-labelledby]="'role-' + one.role"
              [attr.aria-describedby]="'may-' + one.role"
              [value]="one.role"
              [checked]="one.role === role()"
              (change)="role.set(one.role)"
            />
            <span>
              <span class="block font-semibold" [id]="'role-' + one.role">{{ one.name }}</span>
              <span class="block text-sm text-ink-2" [id]="'may-' + one.role">{{ one.may }}</span>
            </span>
          </label>
        }
      </div>
    </fieldset>
  `,
})
export class RoleChoice {
  readonly roles = input.required<readonly RoleFacts[]>();
  readonly role = model.required<StaffRole>();
}
