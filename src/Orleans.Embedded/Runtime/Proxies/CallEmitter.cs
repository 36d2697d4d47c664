using System.Globalization;
using System.Reflection;
using System.Reflection.Emit;
using Orleans.Runtime.Calls;

namespace Orleans.Runtime.Proxies;

/// <summary>Emits the class of the calls of one method.</summary>
internal static class CallEmitter
{
    private const BindingFlags Any = BindingFlags.Instance | BindingFlags.NonPublic | BindingFlags.Public;
    private const MethodAttributes Override = MethodAttributes.Virtual | MethodAttributes.HideBySig;

    private static readonly MethodInfo Instance = typeof(Call).GetProperty("Instance", Any)!.GetMethod!;

    public static string FieldName(int index) => "Argument" + index.ToString(CultureInfo.InvariantCulture);

    public static Type Emit(ModuleBuilder module, string name, CallMethod method, CallShape shape)
    {
        var type = module.DefineType(name, TypeAttributes.Public | TypeAttributes.Sealed | TypeAttributes.Class, shape.BaseType);
        var fields = method.ParameterTypes
            .Select((parameter, index) => type.DefineField(FieldName(index), parameter, FieldAttributes.Public)).ToArray();
        var descriptor = type.DefineField("Descriptor", typeof(CallMethod), FieldAttributes.Public | FieldAttributes.Static);
        DefineConstructor(type, shape.BaseType, descriptor);
        DefineInvoke(type, shape.Invoke, method, fields);
        if (fields.Length > 0)
        {
            DefineGetArgument(type, fields);
            DefineSetArgument(type, fields);
        }

        if (method.TokenIndex >= 0)
            DefineToken(type, fields[method.TokenIndex]);
        var created = type.CreateType();
        created.GetField("Descriptor")!.SetValue(null, method);
        return created;
    }

    private static void DefineConstructor(TypeBuilder type, Type baseType, FieldInfo descriptor)
    {
        var il = type.DefineConstructor(MethodAttributes.Public, CallingConventions.HasThis, Type.EmptyTypes).GetILGenerator();
        il.Emit(OpCodes.Ldarg_0);
        il.Emit(OpCodes.Ldsfld, descriptor);
        il.Emit(OpCodes.Call, baseType.GetConstructor(Any, [typeof(CallMethod)])!);
        il.Emit(OpCodes.Ret);
    }

    /// <summary>((I)Instance).Method(Argument0, …)</summary>
    private static void DefineInvoke(TypeBuilder type, MethodInfo invoke, CallMethod method, FieldInfo[] fields)
    {
        var body = type.DefineMethod(invoke.Name, Access(invoke) | Override, invoke.ReturnType, Type.EmptyTypes);
        var il = body.GetILGenerator();
        il.Emit(OpCodes.Ldarg_0);
        il.Emit(OpCodes.Call, Instance);
        il.Emit(OpCodes.Castclass, method.Method.DeclaringType!);
        foreach (var field in fields)
        {
            il.Emit(OpCodes.Ldarg_0);
            il.Emit(OpCodes.Ldfld, field);
        }

        il.Emit(OpCodes.Callvirt, method.Method);
        il.Emit(OpCodes.Ret);
        type.DefineMethodOverride(body, invoke);
    }

    private static void DefineGetArgument(TypeBuilder type, FieldInfo[] fields)
    {
        var overridden = typeof(Call).GetMethod(nameof(Call.GetArgument))!;
        var il = type.DefineMethod(
            overridden.Name, MethodAttributes.Public | Override, typeof(object), [typeof(int)]).GetILGenerator();
        var cases = Switch(il, fields.Length);
        il.Emit(OpCodes.Ldarg_0);
        il.Emit(OpCodes.Ldarg_1);
        il.Emit(OpCodes.Call, overridden);
        il.Emit(OpCodes.Ret);
        for (var i = 0; i < fields.Length; i++)
        {
            il.MarkLabel(cases[i]);
            il.Emit(OpCodes.Ldarg_0);
            il.Emit(OpCodes.Ldfld, fields[i]);
            il.Emit(OpCodes.Box, fields[i].FieldType);
            il.Emit(OpCodes.Ret);
        }
    }

    private static void DefineSetArgument(TypeBuilder type, FieldInfo[] fields)
    {
        var overridden = typeof(Call).GetMethod(nameof(Call.SetArgument))!;
        var il = type.DefineMethod(
            overridden.Name, MethodAttributes.Public | Override, typeof(void), [typeof(int), typeof(object)]).GetILGenerator();
        var cases = Switch(il, fields.Length);
        il.Emit(OpCodes.Ldarg_0);
        il.Emit(OpCodes.Ldarg_1);
        il.Emit(OpCodes.Ldarg_2);
        il.Emit(OpCodes.Call, overridden);
        il.Emit(OpCodes.Ret);
        for (var i = 0; i < fields.Length; i++)
        {
            il.MarkLabel(cases[i]);
            il.Emit(OpCodes.Ldarg_0);
            il.Emit(OpCodes.Ldarg_2);
            il.Emit(OpCodes.Unbox_Any, fields[i].FieldType);
            il.Emit(OpCodes.Stfld, fields[i]);
            il.Emit(OpCodes.Ret);
        }
    }

    private static void DefineToken(TypeBuilder type, FieldInfo field)
    {
        var get = type.DefineMethod(
            nameof(Call.GetCancellationToken), MethodAttributes.Public | Override, typeof(CancellationToken), Type.EmptyTypes);
        var il = get.GetILGenerator();
        il.Emit(OpCodes.Ldarg_0);
        il.Emit(OpCodes.Ldfld, field);
        il.Emit(OpCodes.Ret);

        var overridden = typeof(Call).GetMethod(nameof(Call.SetCancellationToken), Any)!;
        var set = type.DefineMethod(overridden.Name, Access(overridden) | Override, typeof(void), [typeof(CancellationToken)]);
        il = set.GetILGenerator();
        il.Emit(OpCodes.Ldarg_0);
        il.Emit(OpCodes.Ldarg_1);
        il.Emit(OpCodes.Stfld, field);
        il.Emit(OpCodes.Ret);
        type.DefineMethodOverride(set, overridden);
    }

    private static MethodAttributes Access(MethodInfo method) => method.Attributes & MethodAttributes.MemberAccessMask;

    private static Label[] Switch(ILGenerator il, int count)
    {
        var cases = new Label[count];
        for (var i = 0; i < count; i++)
            cases[i] = il.DefineLabel();
        il.Emit(OpCodes.Ldarg_1);
        il.Emit(OpCodes.Switch, cases);
        return cases;
    }
}
