namespace Grains.Storage;

internal enum SqlValueKind : byte
{
    Integer,
    Real,
    Text,
    Blob,
}

/// <summary>
/// A parameter, made implicitly of what is passed, without boxing: numbers, text and bytes as they are; a truth value is 0 or 1,
/// an id is its 32 hexadecimal digits, a time is its UTC ticks. A null has a type, too.
/// </summary>
internal readonly struct SqlValue
{
    private readonly long number;
    private readonly string? text;
    private readonly ReadOnlyMemory<byte> bytes;

    private SqlValue(SqlValueKind kind, bool isNull, long number = 0, string? text = null, ReadOnlyMemory<byte> bytes = default)
    {
        Kind = kind;
        IsNull = isNull;
        this.number = number;
        this.text = text;
        this.bytes = bytes;
    }

    public SqlValueKind Kind { get; }

    public bool IsNull { get; }

    public long Integer => number;

    public double Real => BitConverter.Int64BitsToDouble(number);

    public string Text => text ?? "";

    public ReadOnlyMemory<byte> Blob => bytes;

    public static implicit operator SqlValue(long value) => new(SqlValueKind.Integer, isNull: false, value);

    public static implicit operator SqlValue(long? value) => new(SqlValueKind.Integer, value is null, value.GetValueOrDefault());

    public static implicit operator SqlValue(int value) => (long)value;

    public static implicit operator SqlValue(int? value) => (long?)value;

    public static implicit operator SqlValue(bool value) => value ? 1L : 0L;

    public static implicit operator SqlValue(double value) => new(SqlValueKind.Real, isNull: false, BitConverter.DoubleToInt64Bits(value));

    public static implicit operator SqlValue(string? value) => new(SqlValueKind.Text, value is null, text: value);

    public static implicit operator SqlValue(Guid value) => value.ToString("N");

    public static implicit operator SqlValue(Guid? value) => value?.ToString("N");

    public static implicit operator SqlValue(DateTimeOffset value) => value.UtcTicks;

    public static implicit operator SqlValue(DateTimeOffset? value) => value?.UtcTicks;

    public static implicit operator SqlValue(byte[] value) => new(SqlValueKind.Blob, isNull: false, bytes: value);

    public static implicit operator SqlValue(ReadOnlyMemory<byte> value) => new(SqlValueKind.Blob, isNull: false, bytes: value);
}
