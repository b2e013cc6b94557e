import uuid
from uuid import UUID
u = UUID("12345678-1234-5678-1234-567812345678")
print(u, repr(u), u.hex, u.bytes, str(u), f"{u}", "%s" % u, u == UUID("{12345678123456781234567812345678}"), u == UUID(hex="urn:uuid:12345678-1234-5678-1234-567812345678"), u != 1, {u: 1}[UUID(str(u))], UUID(bytes=u.bytes) == u, sorted([u, UUID(int(0) and "" or "0" * 32)]))
print(uuid.uuid5(uuid.NAMESPACE_DNS, "example.com"), uuid.uuid3(uuid.NAMESPACE_URL, "http://x"), len(str(uuid.uuid4())), str(uuid.uuid4())[14], uuid.uuid4() != uuid.uuid4(), isinstance(uuid.uuid4(), UUID), uuid.NAMESPACE_OID)
for call in [lambda: UUID("abc"), lambda: UUID(), lambda: UUID(None), lambda: UUID(bytes=b"x")]:
    try:
        print(call())
    except Exception as e:
        print(type(e).__name__)
