using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace ConnectionsConsole.Infrastructure.Persistence.Providers;

/// <summary>Keeps microseconds, so that a time reads back equal from every database, and says that what is read is UTC.</summary>
internal sealed class UtcTimeConverter() : ValueConverter<DateTime, DateTime>(
    time => new DateTime(time.Ticks - (time.Ticks % TimeSpan.TicksPerMicrosecond), DateTimeKind.Utc),
    stored => DateTime.SpecifyKind(stored, DateTimeKind.Utc));
