import { Injectable, inject } from '@angular/core';
import { ApiClient } from '../core/api-client';
import type {
  InviteStaffBody,
  StaffInvitation,
  StaffLinkAnswer,
  StaffMember,
  StaffPage,
  UpdateStaffBody,
} from '../core/api/models';

const at = (id: string): string => `/staff/${encodeURIComponent(id)}`;

@Injectable({ providedIn: 'root' })
export class StaffApi {
  private readonly api = inject(ApiClient);

  list(cursor: string | null): Promise<StaffPage> {
    return this.api.get('/staff', { cursor, limit: 100 });
  }

  invite(body: InviteStaffBody): Promise<StaffInvitation> {
    return this.api.post('/staff', body);
  }

  newLink(id: string): Promise<StaffLinkAnswer> {
    return this.api.post(`${at(id)}/link`);
  }

  change(id: string, body: UpdateStaffBody): Promise<StaffMember> {
    return this.api.patch(at(id), body);
  }

  withdraw(id: string): Promise<void> {
    return this.api.delete(at(id));
  }
}
