namespace ConnectionsConsole.Infrastructure.Egress;

/// <summary>What an address is good for, after the IANA special-purpose address registries (RFC 6890 and its updates).</summary>
internal enum AddressKind
{
    Public,
    Unspecified,
    Loopback,
    Private,
    UniqueLocal,
    LinkLocal,
    CarrierGradeNat,
    Metadata,
    Multicast,
    Broadcast,
    Benchmarking,
    Documentation,
    Reserved,
}
