CREATE TRIGGER audit_entry_never_changes
BEFORE UPDATE ON audit_entry
BEGIN
    SELECT RAISE(ABORT, '审计记录只能追加，不能修改');
END;

CREATE TRIGGER audit_entry_never_goes
BEFORE DELETE ON audit_entry
BEGIN
    SELECT RAISE(ABORT, '审计记录只能追加，不能删除');
END;

CREATE TRIGGER audit_seal_never_changes
BEFORE UPDATE ON audit_seal
BEGIN
    SELECT RAISE(ABORT, '每日摘要不能修改');
END;

CREATE TRIGGER audit_seal_never_goes
BEFORE DELETE ON audit_seal
BEGIN
    SELECT RAISE(ABORT, '每日摘要不能删除');
END;
