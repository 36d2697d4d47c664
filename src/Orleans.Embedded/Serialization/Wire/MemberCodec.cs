using System.Reflection;
using System.Runtime.CompilerServices;

namespace Orleans.Serialization.Wire;

/// <summary>Writes an object as its fields, in the order of their ids.</summary>
internal sealed class MemberCodec(Type type, IReadOnlyList<FieldInfo> fields) : WireCodec
{
    private const BindingFlags Declared =
        BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    private readonly ConstructorInfo? constructor = type.IsValueType
        ? null
        : type.GetConstructor(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic, Type.EmptyTypes);

    public static IReadOnlyList<FieldInfo> AllFields(Type type) => type.GetFields(Declared);

    public override void Write(WireContext context, object value)
    {
        foreach (var field in fields)
            context.Codec.Write(context, field.FieldType, field.GetValue(value));
    }

    public override object Read(WireContext context)
    {
        var value = constructor is null ? RuntimeHelpers.GetUninitializedObject(type) : constructor.Invoke(null);
        foreach (var field in fields)
            field.SetValue(value, context.Codec.Read(context, field.FieldType));
        return value;
    }
}
