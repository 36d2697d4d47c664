using System.Reflection;
using System.Reflection.Emit;
using System.Runtime.CompilerServices;
using Orleans.Runtime.Calls;

namespace Orleans.Runtime.Proxies;

/// <summary>
/// Emits, once for each grain interface, the class of its references, and for each of its methods a class of calls that holds the
/// arguments in typed fields. No reflection happens when a method is called.
/// </summary>
internal static class ProxyEmitter
{
    private static readonly Lock Gate = new();
    private static readonly HashSet<string> Visible = [];
    private static readonly AssemblyBuilder Assembly =
        AssemblyBuilder.DefineDynamicAssembly(new AssemblyName("Orleans.Embedded.Proxies"), AssemblyBuilderAccess.Run);

    private static readonly ModuleBuilder Module = Assembly.DefineDynamicModule("Proxies");
    private static readonly ConstructorInfo ReferenceConstructor = typeof(GrainReference).GetConstructor(
        BindingFlags.Instance | BindingFlags.NonPublic, [typeof(SiloRuntime), typeof(GrainId), typeof(Type)])!;

    private static int Emitted;

    public static Type Emit(Type interfaceType)
    {
        lock (Gate)
        {
            MakeVisible(typeof(ProxyEmitter));
            MakeVisible(interfaceType);
            var name = $"{interfaceType.Name}Reference{++Emitted}";
            var proxy = Module.DefineType(
                name, TypeAttributes.Public | TypeAttributes.Sealed | TypeAttributes.Class, typeof(GrainReference), [interfaceType]);
            DefineConstructor(proxy);
            foreach (var method in MethodsOf(interfaceType))
                DefineMethod(proxy, interfaceType, method, name);
            return proxy.CreateType();
        }
    }

    private static IEnumerable<MethodInfo> MethodsOf(Type interfaceType) =>
        interfaceType.GetInterfaces().Prepend(interfaceType)
            .SelectMany(i => i.GetMethods(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic))
            .Where(m => m.IsVirtual);

    private static void DefineConstructor(TypeBuilder proxy)
    {
        var il = proxy.DefineConstructor(
            MethodAttributes.Public, CallingConventions.HasThis, [typeof(SiloRuntime), typeof(GrainId), typeof(Type)]).GetILGenerator();
        il.Emit(OpCodes.Ldarg_0);
        il.Emit(OpCodes.Ldarg_1);
        il.Emit(OpCodes.Ldarg_2);
        il.Emit(OpCodes.Ldarg_3);
        il.Emit(OpCodes.Call, ReferenceConstructor);
        il.Emit(OpCodes.Ret);
    }

    private static void DefineMethod(TypeBuilder proxy, Type interfaceType, MethodInfo method, string proxyName)
    {
        if (method.IsGenericMethodDefinition || method.GetParameters().Any(p => p.ParameterType.IsByRef))
            throw new NotSupportedException(
                $"{interfaceType.Name}.{method.Name} is generic or has parameters by reference, which this engine does not have.");
        foreach (var type in method.GetParameters().Select(p => p.ParameterType).Append(method.ReturnType))
            MakeVisible(type);
        var shape = CallShape.Of(method);
        var call = CallEmitter.Emit(Module, $"{proxyName}.{method.Name}Call{++Emitted}", new CallMethod(interfaceType, method), shape);

        var parameters = method.GetParameters();
        var body = proxy.DefineMethod(
            $"{method.DeclaringType!.Name}.{method.Name}",
            MethodAttributes.Private | MethodAttributes.Virtual | MethodAttributes.Final | MethodAttributes.HideBySig
            | MethodAttributes.NewSlot,
            method.ReturnType,
            [.. parameters.Select(p => p.ParameterType)]);
        proxy.DefineMethodOverride(body, method);
        var il = body.GetILGenerator();
        il.Emit(OpCodes.Newobj, call.GetConstructor(Type.EmptyTypes)!);
        for (var i = 0; i < parameters.Length; i++)
        {
            il.Emit(OpCodes.Dup);
            il.Emit(OpCodes.Ldarg, i + 1);
            il.Emit(OpCodes.Stfld, call.GetField(CallEmitter.FieldName(i))!);
        }

        il.Emit(OpCodes.Ldarg_0);
        il.Emit(OpCodes.Call, shape.Send);
        il.Emit(OpCodes.Ret);
    }

    /// <summary>Lets emitted code use internal types, as the interfaces and messages of grains often are.</summary>
    private static void MakeVisible(Type type)
    {
        foreach (var argument in type.GetGenericArguments())
            MakeVisible(argument);
        if (type.HasElementType)
            MakeVisible(type.GetElementType()!);
        foreach (var parent in type.IsInterface ? type.GetInterfaces() : [])
            AddVisible(parent.Assembly);
        AddVisible(type.Assembly);
    }

    private static void AddVisible(Assembly assembly)
    {
        var name = assembly.GetName().Name!;
        if (Visible.Add(name))
            Assembly.SetCustomAttribute(new CustomAttributeBuilder(
                typeof(IgnoresAccessChecksToAttribute).GetConstructor([typeof(string)])!, [name]));
    }
}
