CREATE TRIGGER audit_entry_never_replaced
BEFORE INSERT ON audit_entry WHEN EXISTS (SELECT 1 FROM audit_entry WHERE number = NEW.number)
BEGIN
    SELECT RAISE(ABORT, '审计记录只能追加，不能修改');
END;

CREATE TRIGGER audit_seal_never_replaced
BEFORE INSERT ON audit_seal WHEN EXISTS (SELECT 1 FROM audit_seal WHERE day = NEW.day)
BEGIN
    SELECT RAISE(ABORT, '每日摘要不能修改');
END;
